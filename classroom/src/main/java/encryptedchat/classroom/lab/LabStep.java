package encryptedchat.classroom.lab;

import encryptedchat.client.terminal.TextRules;
import encryptedchat.crypto.RejectedException;
import encryptedchat.wire.Utf8;
import encryptedchat.wire.WireFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What all steps have in common: they print labelled lines, and their exit code is 0 when it worked, 1 when something
 * is refused, 2 when they were called wrongly.
 */
abstract class LabStep implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Takes the step, and prints what comes out.
     *
     * @throws RejectedException if what was given is refused, as Alice or Bob would refuse it
     * @throws WireFormatException if it does not have the form that belongs there
     * @throws IOException if a file cannot be read or written
     */
    abstract void take() throws RejectedException, WireFormatException, IOException;

    @Override
    public final Integer call() {
        try {
            take();
            return CommandLine.ExitCode.OK;
        } catch (RejectedException refused) {
            spec.commandLine().getErr().println("Refused: " + refused.getMessage() + ".");
        } catch (WireFormatException | IOException failed) {
            spec.commandLine().getErr().println(failed.getMessage());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    final void print(String label, String value) {
        spec.commandLine().getOut().println(label + ": " + value);
    }

    final void print(String label, byte[] value) {
        print(label, HexFormat.of().formatHex(value));
    }

    /** Prints bytes, and also the text that they are, if they are one. */
    final void printReadable(String label, byte[] value) {
        print(label, value);
        try {
            String text = Utf8.decode(label, value);
            if (TextRules.whyNotSendable(text).isEmpty()) {
                print("text", text);
            }
        } catch (WireFormatException notText) {
            // Most bytes are not text, and the line above shows them.
        }
    }

    /** Writes the bytes, which may be a key, to the file that was asked for, or prints them. */
    final void give(String label, byte[] value, Optional<Path> out) throws IOException {
        if (out.isEmpty()) {
            printReadable(label, value);
            return;
        }
        try {
            if (!Files.exists(out.get())) {
                makeOwnerOnly(out.get());
            }
            Files.write(out.get(), value);
        } catch (IOException failed) {
            throw new IOException("The file " + out.get() + " cannot be written.", failed);
        }
        print(label, value.length + " bytes, in the file " + out.get());
    }

    /** Makes an empty file that only its owner can read, before anything secret is in it. */
    static void makeOwnerOnly(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    /** @return the given bytes, if there are as many as this step needs */
    final byte[] exactly(int length, String option, ByteArgument given) {
        byte[] bytes = given.toBytes();
        if (bytes.length != length) {
            throw usage(option + " takes " + length + " bytes, which are " + 2 * length + " hex digits; not "
                    + bytes.length + ".");
        }
        return bytes;
    }

    /** @return what to throw when the command was called wrongly */
    final ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
