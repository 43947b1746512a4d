package encryptedchat.classroom.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Where the programs write, whether they can, and how much room is left. */
final class FolderChecks {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final long ROOM_TO_RUN = 64 * MEBIBYTE;

    /** Most of it is for the libraries, in Maven's own folder. */
    private static final long ROOM_TO_BUILD = 1024 * MEBIBYTE;

    private final Computer computer;

    FolderChecks(Computer computer) {
        this.computer = computer;
    }

    List<Supplier<Finding>> all() {
        return List.of(
                this::temporary,
                this::project,
                () -> forLater(".encrypted-chat", "--home"),
                () -> forLater(".encrypted-chat-relay", "--data"),
                this::home,
                this::room);
    }

    /** All that the demo writes is there, and the native library of the relay's store is loaded from there. */
    private Finding temporary() {
        String folder = "The folder for temporary files, " + computer.temporary() + ", ";
        String mend = "Choose another one: set the variable JAVA_TOOL_OPTIONS to -Djava.io.tmpdir=FOLDER";
        if (!canBeWritten(computer.temporary())) {
            return Finding.wrong(folder + "cannot be written to.", mend);
        }
        return canRunPrograms(computer.temporary())
                ? Finding.ok(folder + "can be written to.")
                : Finding.wrong(folder + "does not let programs run from it (noexec).", mend);
    }

    private Finding project() {
        Path target = computer.project().resolve("target");
        String mend = "Copy the project to a folder of your own, or give the folder to yourself.";
        if (canBeWritten(target)) {
            return Finding.ok("The folder of this project can be written to.");
        }
        return computer.isBuilt()
                ? Finding.look("The folder " + target + " cannot be written to, which only a build needs.", mend)
                : Finding.wrong("The folder " + target + " cannot be written to, and a build needs it.", mend);
    }

    private Finding forLater(String name, String option) {
        Path folder = computer.home().resolve(name);
        return canBeWritten(folder)
                ? Finding.ok("The folder " + folder + " can be written to.")
                : Finding.look(
                        "The folder " + folder + " cannot be written to. The demo leaves it alone.",
                        "The programs take another one with " + option + " DIR.");
    }

    private Finding home() {
        String home = computer.variable("HOME");
        return home.isEmpty() || computer.home().equals(Path.of(home))
                ? Finding.ok("Your home folder is " + computer.home() + ".")
                : Finding.look(
                        "Java takes " + computer.home() + " for your home folder, not " + home + " as HOME says.",
                        "Look for .encrypted-chat in the first of the two.");
    }

    private Finding room() {
        Path fullest = Stream.of(computer.temporary(), computer.project(), computer.home())
                .filter(Files::isDirectory)
                .min(Comparator.comparingLong(computer.freeBytes()))
                .orElse(computer.project());
        long free = computer.freeBytes().applyAsLong(fullest);
        String says = free / MEBIBYTE + " MiB are free in " + fullest + ".";
        if (free < ROOM_TO_RUN) {
            return Finding.wrong(says, "Make room: " + ROOM_TO_RUN / MEBIBYTE + " MiB, and more for a first build.");
        }
        return free < ROOM_TO_BUILD && !computer.isBuilt()
                ? Finding.look(says, "A first build may need " + ROOM_TO_BUILD / MEBIBYTE + " MiB, for libraries.")
                : Finding.ok(says);
    }

    /**
     * Asks by writing, because permissions do not tell all: a disk may be mounted for reading only.
     *
     * @param folder which may have to be made first
     */
    private static boolean canBeWritten(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            Files.delete(Files.createTempFile(existing, "chat-doctor", ""));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean canRunPrograms(Path folder) {
        try {
            Path file = Files.createTempFile(folder, "chat-doctor", "");
            try {
                return file.toFile().setExecutable(true) && Files.isExecutable(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException refused) {
            return false;
        }
    }
}
