package encryptedchat.classroom.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a document is followed: a folder that looks like a checkout which is built, and a home folder in which nothing
 * is yet. What the commands leave behind goes with it.
 */
final class Workplace implements AutoCloseable {
    private static final String LAUNCHER = "chat";
    private static final List<String> OWN = List.of(LAUNCHER, "target");

    private final Path checkout;
    private final Path home;
    private final Path commands;

    /** @param folder that nobody else uses */
    Workplace(Path folder) throws IOException {
        checkout = Files.createDirectory(folder.resolve("encrypted-chat"));
        home = Files.createDirectory(folder.resolve("home"));
        commands = Files.createDirectory(folder.resolve("commands"));
        linkTheProject();
        putJavaThere();
    }

    /** The launcher follows links to find its project, so it is a copy. */
    private void linkTheProject() throws IOException {
        try (Stream<Path> entries = Files.list(Documents.PROJECT)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (!OWN.contains(name)) {
                    Files.createSymbolicLink(checkout.resolve(name), entry);
                }
            }
        }
        Files.copy(Documents.PROJECT.resolve(LAUNCHER), checkout.resolve(LAUNCHER));
        makeExecutable(checkout.resolve(LAUNCHER));
        Files.createFile(Files.createDirectory(checkout.resolve("target")).resolve("chat-built"));
    }

    /** Java takes a person's home folder from the system and not from {@code HOME}, unless it is told. */
    private void putJavaThere() throws IOException {
        Path java = Files.writeString(
                commands.resolve("java"),
                "#!/bin/sh\nexec \"" + javaFolder().resolve("java") + "\" -Duser.home=\"" + home + "\" \"$@\"\n");
        makeExecutable(java);
    }

    private static Path javaFolder() {
        return Path.of(System.getProperty("java.home"), "bin");
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** @return the command, to be run by the shell of somebody who works here */
    ProcessBuilder shell(String command) {
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).directory(checkout.toFile());
        Map<String, String> environment = shell.environment();
        environment.remove("JAVA_HOME");
        environment.put("HOME", home.toString());
        environment.merge("PATH", commands + ":" + javaFolder() + ":", (before, first) -> first + before);
        return shell;
    }

    /** Takes the links away, so that whoever deletes the folder cannot follow them out of it. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> entries = Files.list(checkout)) {
            for (Path link : entries.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }
}
