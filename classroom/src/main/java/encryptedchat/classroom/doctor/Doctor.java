package encryptedchat.classroom.doctor;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What {@code ./chat doctor} starts, with {@code java Doctor.java FOLDER}: it has to work before anything is built, and
 * without Maven. Java takes this one file from its source; this file has those beside it compiled, in memory, because
 * no folder may be there that can be written to.
 */
public final class Doctor {
    private static final String SOURCES = "classroom/src/main/java";
    private static final String EXAMINATION = "encryptedchat.classroom.doctor.Examination";

    private Doctor() {}

    /** @param args the folder of this project, and what {@link Examination} takes */
    public static void main(String[] args) throws Exception {
        Class<?> examination = new Compiled(Path.of(args[0], SOURCES)).loadClass(EXAMINATION);
        System.exit((int) examination.getMethod("run", String[].class).invoke(null, (Object) args));
    }

    /** The classes of the examination, and of nothing else. */
    private static final class Compiled extends ClassLoader {
        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

        Compiled(Path sources) throws Exception {
            super(getPlatformClassLoader());
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
                Path first = sources.resolve(EXAMINATION.replace('.', '/') + ".java");
                List<String> options = List.of("-proc:none", "-sourcepath", sources.toString());
                if (!compiler.getTask(null, new InMemory(files), null, options, null, files.getJavaFileObjects(first))
                        .call()) {
                    throw new IllegalStateException("The doctor cannot be compiled. Is this project's folder whole?");
                }
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!classes.containsKey(name)) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = classes.get(name).toByteArray();
            return defineClass(name, bytes, 0, bytes.length);
        }

        private final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
            InMemory(JavaFileManager files) {
                super(files);
            }

            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return classes.computeIfAbsent(name, newClass -> new ByteArrayOutputStream());
                    }
                };
            }
        }
    }
}
