package encryptedchat.crypto.primitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/**
 * Test vectors of the project Wycheproof (C2SP/wycheproof), which collects inputs that broke other implementations.
 *
 * <p>They are not part of this project: {@code -Dwycheproof.dir} names the folder {@code testvectors_v1} of a clone.
 * Without it these tests are skipped, and where {@code CI} is {@code true}, they fail.
 */
final class Wycheproof {
    private Wycheproof() {}

    /** One case: the values of its group, and its own. */
    record Case(JsonNode group, JsonNode test) {
        boolean isValid() {
            return test.required("result").textValue().equals("valid");
        }

        byte[] bytes(String field) {
            return HexFormat.of().parseHex(test.required(field).textValue());
        }
    }

    interface Check {
        void accept(Case testCase) throws Exception;
    }

    /** One test for each case of the file, as many as the file says it has. */
    static List<DynamicTest> tests(String file, Check check) throws IOException {
        String folder = System.getProperty("wycheproof.dir", "");
        if (folder.isEmpty()) {
            return List.of(dynamicTest("-Dwycheproof.dir is not given", Wycheproof::skipUnlessInCi));
        }
        JsonNode vectors = new ObjectMapper().readTree(Path.of(folder, file).toFile());
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode group : vectors.required("testGroups")) {
            for (JsonNode test : group.required("tests")) {
                String name = "tcId " + test.required("tcId") + " " + test.required("flags");
                tests.add(dynamicTest(
                        name,
                        () -> assertThatCode(() -> check.accept(new Case(group, test)))
                                .as(name)
                                .doesNotThrowAnyException()));
            }
        }
        assertThat(tests).hasSize(vectors.required("numberOfTests").intValue()).isNotEmpty();
        return tests;
    }

    private static void skipUnlessInCi() {
        assertThat(System.getenv("CI"))
                .as("-Dwycheproof.dir is not given; where CI=true, these tests may not be skipped")
                .isNotEqualTo("true");
        abort("-Dwycheproof.dir=.../testvectors_v1 is not given: Wycheproof's vectors are not tested");
    }
}
