package hub.sandbox.reddit;

import static hub.sandbox.reddit.Tongue.join;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what is said below a post: who answers, and with what. */
final class CommentWriter {
  private static final int MOST_WITH_THE_SAME_PROBLEM = 4;
  private static final int LETTERS_THAT_TELL_A_SENTENCE = 18;

  private final Script script;
  private final Script.Voices voices;
  private final Tongue tongue;
  private final Map<String, List<String>> pools;
  private final List<String> crowd;

  /**
   * @param pools who has which problem
   * @param crowd everybody else who comments
   */
  CommentWriter(
      Script script,
      Script.Voices voices,
      Tongue tongue,
      Map<String, List<String>> pools,
      List<String> crowd) {
    this.script = script;
    this.voices = voices;
    this.tongue = tongue;
    this.pools = pools;
    this.crowd = crowd;
  }

  /** A comment without its place: who says what. */
  record Said(
      @Nullable String author,
      String text,
      Post.Status status,
      boolean bySubmitter,
      boolean byModerator) {}

  /** So many comments below this post, in the order in which they are written. */
  List<Said> below(Draft post, int count) {
    List<Said> all = new ArrayList<>();
    if (count > 0 && tongue.chance(0.12)) {
      all.add(bot());
    }
    List<Said> mixed = new ArrayList<>();
    Script.Problem problem = post.about();
    if (problem != null && post.role() == Draft.Role.PROBLEM) {
      mixed.addAll(aboutProblem(problem, post, count));
    }
    while (mixed.size() < count) {
      mixed.add(anything(post));
    }
    shuffled(mixed).stream().limit(count - all.size()).forEach(all::add);
    return all;
  }

  private List<Said> shuffled(List<Said> said) {
    List<Said> left = new ArrayList<>(said);
    List<Said> shuffled = new ArrayList<>();
    while (!left.isEmpty()) {
      shuffled.add(left.remove(tongue.between(0, left.size() - 1)));
    }
    return shuffled;
  }

  private List<Said> aboutProblem(Script.Problem problem, Draft post, int count) {
    List<Said> said = new ArrayList<>();
    List<String> pool = pools.getOrDefault(problem.key(), List.of());
    List<String> others = pool.stream().filter(each -> !each.equals(post.author())).toList();
    int same =
        Math.min(
            MOST_WITH_THE_SAME_PROBLEM, Math.min(others.size(), tongue.between(0, 1 + count / 7)));
    for (int index = 0; index < same; index++) {
      said.add(
          by(others.get(tongue.between(0, others.size() - 1)), experience(problem, post.text())));
    }
    add(said, tongue.between(0, 2), problem.tips());
    add(said, tongue.between(0, 2), problem.tools());
    add(said, tongue.between(0, 1), problem.doubts());
    return said;
  }

  private void add(List<Said> said, int count, List<String> fragments) {
    for (int index = 0; index < count && !fragments.isEmpty(); index++) {
      said.add(by(anybody(), join(tongue.say(fragments), tongue.sometimes(0.2, voices.tails()))));
    }
  }

  private String experience(Script.Problem problem, String asked) {
    if (!problem.offers().isEmpty() && tongue.chance(0.09 * problem.wouldPay())) {
      return join(tongue.sometimes(0.4, voices.leads()), tongue.say(problem.offers()));
    }
    boolean written = !problem.same().isEmpty() && tongue.chance(0.55);
    return join(
        written ? "" : tongue.say(voices.leads()),
        notSaidIn(asked, written ? problem.same() : problem.statements()),
        tongue.chance(0.3) ? notSaidIn(asked, problem.costs()) : "");
  }

  /** Nobody answers a post with its own words; choices aside, its end tells a sentence. */
  private String notSaidIn(String asked, List<String> fragments) {
    String said = tongue.say(fragments);
    for (int tries = 1; tries < fragments.size() && asked.contains(end(said)); tries++) {
      said = tongue.say(fragments);
    }
    return asked.contains(end(said)) ? "" : said;
  }

  private static String end(String sentence) {
    return sentence.substring(Math.max(0, sentence.length() - LETTERS_THAT_TELL_A_SENTENCE));
  }

  private Said anything(Draft post) {
    if (tongue.chance(0.035)) {
      return new Said(null, "[deleted]", Post.Status.DELETED, false, false);
    }
    if (tongue.chance(0.015)) {
      return new Said(null, "[removed]", Post.Status.REMOVED, false, false);
    }
    if (post.role() == Draft.Role.PROBLEM && tongue.chance(0.025)) {
      Script.Promotion seller =
          script.promotion().get(tongue.between(0, script.promotion().size() - 1));
      return by(seller.account(), tongue.say(seller.comments()));
    }
    if (post.role() != Draft.Role.BOT && tongue.chance(0.09)) {
      return new Said(post.author(), tongue.say(voices.thanks()), Post.Status.PRESENT, true, false);
    }
    return by(anybody(), chatter(post.talk()));
  }

  private String chatter(Script.@Nullable Talk talk) {
    if (talk != null && tongue.chance(0.3)) {
      return join(tongue.say(talk.middles()), tongue.sometimes(0.4, talk.endings()));
    }
    if (tongue.chance(0.2)) {
      return join(tongue.say(script.chatter()), tongue.sometimes(0.3, voices.tails()));
    }
    String opener = tongue.sometimes(0.55, voices.openers());
    String remark = tongue.say(voices.remarks());
    boolean goesOn = opener.endsWith(",") || opener.endsWith(":");
    return join(opener, goesOn ? remark : Tongue.capital(remark), tongue.say(voices.tails()));
  }

  private Said bot() {
    Script.Bot bot = voices.bots().get(tongue.between(0, voices.bots().size() - 1));
    boolean moderates = bot.account().equals("AutoModerator");
    return new Said(
        bot.account(), tongue.spin(bot.comment()), Post.Status.PRESENT, false, moderates);
  }

  private Said by(String author, String text) {
    return new Said(author, Tongue.typedBy(author, text), Post.Status.PRESENT, false, false);
  }

  private String anybody() {
    return crowd.get(tongue.between(0, crowd.size() - 1));
  }
}
