package encryptedchat.classroom.lab;

import encryptedchat.crypto.RejectedException;
import encryptedchat.crypto.identity.IdentityKey;
import encryptedchat.crypto.identity.Person;
import encryptedchat.crypto.identity.SafetyNumber;
import encryptedchat.wire.Ed25519Wire;
import encryptedchat.wire.PersonName;
import encryptedchat.wire.WireFormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The number that two people compare aloud: see {@link SafetyNumber}. */
@Command(
        name = "safety-number",
        description = "Computes what /verify shows to somebody who takes these two identity keys for theirs.")
final class SafetyNumberCommand extends LabStep {
    @Parameters(index = "0", paramLabel = "NAME")
    private String oneName = "";

    @Parameters(
            index = "1",
            paramLabel = ByteArgument.LABEL,
            description = "The public identity key that this name stands for, 32 bytes.")
    private ByteArgument oneKey = ByteArgument.NONE;

    @Parameters(index = "2", paramLabel = "NAME")
    private String otherName = "";

    @Parameters(index = "3", paramLabel = ByteArgument.LABEL, description = "The other one's.")
    private ByteArgument otherKey = ByteArgument.NONE;

    private SafetyNumberCommand() {}

    @Override
    void take() throws RejectedException, WireFormatException {
        print(
                "safety number",
                SafetyNumber.of(person(oneName, oneKey), person(otherName, otherKey))
                        .toString());
    }

    private Person person(String name, ByteArgument key) throws RejectedException, WireFormatException {
        byte[] identityKey = exactly(Ed25519Wire.PUBLIC_KEY_BYTES, "An identity key", key);
        return new Person(PersonName.check("name", name), IdentityKey.of(identityKey));
    }
}
