package encryptedchat.classroom.authenticated;

import encryptedchat.classroom.authenticated.FaultRun.Victim;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a fault run did to the texts of one sender.
 *
 * @param sent how many had to arrive
 * @param remarked how many were being shown in the moment of a kill, and were then not repeated on standard output but
 *     as a remark; they are not lost
 */
record Figures(
        Victim killed,
        int kills,
        String sender,
        long sent,
        long shown,
        long remarked,
        long lost,
        long twice,
        long outOfOrder,
        long seconds) {

    static Figures of(Victim killed, int kills, String sender, long sent, Talker recipient, long seconds) {
        List<Integer> shown = recipient.shown();
        Set<Integer> distinct = new HashSet<>(shown);
        distinct.remove(Talker.NO_NUMBER);
        Set<Integer> remarked = new HashSet<>(recipient.remarked());
        remarked.removeAll(distinct);
        return new Figures(
                killed,
                kills,
                sender,
                sent,
                shown.size(),
                remarked.size(),
                sent - distinct.size() - remarked.size(),
                shown.size() - distinct.size(),
                outOfOrder(shown),
                seconds);
    }

    private static long outOfOrder(List<Integer> numbers) {
        long outOfOrder = 0;
        for (int index = 1; index < numbers.size(); index++) {
            outOfOrder += numbers.get(index) < numbers.get(index - 1) ? 1 : 0;
        }
        return outOfOrder;
    }
}
