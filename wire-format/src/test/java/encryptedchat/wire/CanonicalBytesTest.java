package encryptedchat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class CanonicalBytesTest {

    /** The example in docs/protocol.md. */
    @Example
    void fieldsAreTheirLengthAndTheirBytes() {
        assertHex(CanonicalBytes.of("ab").add(1), "00000002 6162 00000008 0000000000000001");
        assertHex(CanonicalBytes.of("").add(new byte[] {(byte) 0xff}), "00000000 00000001 ff");
        assertHex(CanonicalBytes.of("ü").add(Long.MAX_VALUE), "00000002 c3bc 00000008 7fffffffffffffff");
    }

    @Property
    void differentFieldsGiveDifferentBytes(@ForAll("fields") List<String> some, @ForAll("fields") List<String> others) {
        assertThat(Arrays.equals(bytesOf(some), bytesOf(others))).isEqualTo(some.equals(others));
    }

    @Property
    void fieldsComeBackAsTheyWentIn(@ForAll String text, @ForAll byte[] bytes, @ForAll @LongRange(min = 0) long number)
            throws Exception {
        byte[] written = CanonicalBytes.of("label")
                .add(text)
                .add(bytes)
                .add(bytes)
                .add(number)
                .toBytes();
        CanonicalBytes.Reader reader = reader(written);
        reader.expect("label");
        assertThat(reader.text()).isEqualTo(text);
        assertThat(reader.bytes()).isEqualTo(bytes);
        assertThat(reader.bytes(bytes.length)).isEqualTo(bytes);
        assertThat(reader.number()).isEqualTo(number);
        reader.end();
    }

    @Property
    void whatIsCutShortIsRefused(@ForAll @Size(max = 50) byte[] field, @ForAll int length) {
        byte[] written = CanonicalBytes.of("label").add(field).toBytes();
        byte[] cut = Arrays.copyOf(written, Math.floorMod(length, written.length));
        assertRefused(() -> {
            CanonicalBytes.Reader reader = reader(cut);
            reader.expect("label");
            reader.bytes();
        });
    }

    @Example
    void anythingAfterTheLastFieldIsRefused() throws Exception {
        CanonicalBytes.Reader reader =
                reader(Arrays.copyOf(CanonicalBytes.of("label").toBytes(), 10));
        reader.expect("label");
        assertRefused(reader::end);
    }

    @Example
    void lengthThatIsNegativeOrLongerThanTheRestIsRefused() {
        for (String length : List.of("ffffffff", "80000000", "7fffffff", "00000003")) {
            assertRefused(() -> reader(hex(length + "6162")).bytes());
        }
    }

    @Example
    void fieldOfAnotherLengthIsRefused() {
        byte[] written = CanonicalBytes.of("ab").toBytes();
        assertRefused(() -> reader(written).bytes(1));
        assertRefused(() -> reader(written).bytes(3));
        assertRefused(() -> reader(written).number());
    }

    @Example
    void anotherLabelIsRefused() {
        assertRefused(() -> reader(CanonicalBytes.of("label ").toBytes()).expect("label"));
    }

    @Example
    void negativeNumberIsRefused() {
        assertRefused(() -> reader(hex("00000008 ffffffffffffffff")).number());
    }

    @Example
    void fieldThatIsNotUtf8IsNoText() {
        assertRefused(() -> reader(hex("00000001 ff")).text());
    }

    @Provide
    Arbitrary<List<String>> fields() {
        return Arbitraries.of("", "a", "b", "ab", "\u0000", "\u0000\u0000\u0000\u0001")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static byte[] bytesOf(List<String> fields) {
        CanonicalBytes bytes = CanonicalBytes.of(fields.get(0));
        fields.subList(1, fields.size()).forEach(bytes::add);
        return bytes.toBytes();
    }

    private static CanonicalBytes.Reader reader(byte[] bytes) {
        return new CanonicalBytes.Reader("The test", bytes);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static void assertHex(CanonicalBytes bytes, String hex) {
        assertThat(bytes.toBytes()).isEqualTo(hex(hex));
    }

    private static void assertRefused(ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOf(WireFormatException.class).hasMessageStartingWith("The test");
    }
}
