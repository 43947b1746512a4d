package encryptedchat.classroom.lesson;

import java.util.List;

/** The check at the end of a lesson: it sets a task, and judges an answer to it. */
interface Lesson {
    /** All of them, in the order in which they are learned. */
    List<Lesson> ALL = List.of(
            new Base64Lesson(),
            new RelayLesson(),
            new SymmetricLesson(),
            new AeadLesson(),
            new AsymmetricLesson(),
            new DerivationLesson(),
            new ChannelLesson());

    /** @return the word for it on the command line */
    String word();

    /** @return what it is about, in a few words */
    String subject();

    /**
     * @param draw where this learner's numbers come from
     * @return the task, as lines for the screen, each ended by a line feed
     */
    String task(Draw draw);

    /**
     * @param draw the same as for the task
     * @param answer as it was typed, without spaces around it
     */
    Verdict judge(Draw draw, String answer);
}
