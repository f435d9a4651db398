package hub.sandbox.reddit;

import static hub.sandbox.reddit.Tongue.join;
import static hub.sandbox.reddit.Tongue.paragraphs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes the posts of one topic from its script. */
final class PostWriter {
  private static final int TRIES_FOR_A_NEW_TEXT = 20;

  private final Script script;
  private final Script.Voices voices;
  private final Tongue tongue;
  private final Set<String> written = new HashSet<>();

  PostWriter(Script script, Script.Voices voices, Tongue tongue) {
    this.script = script;
    this.voices = voices;
    this.tongue = tongue;
  }

  /** So many posts on one problem, by its people in turn, dated so that its growth shows. */
  List<Draft> problem(Script.Problem problem, List<String> people, int count) {
    List<Draft> drafts = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      String author = people.get(index % people.size());
      String text = fresh(() -> account(problem));
      drafts.add(
          new Draft(
              author,
              tongue.say(problem.titles()),
              Tongue.typedBy(author, text),
              age(problem, index, count),
              Draft.Role.PROBLEM,
              problem,
              null));
    }
    return drafts;
  }

  private String account(Script.Problem problem) {
    if (tongue.chance(0.15)) {
      return join(tongue.say(problem.statements()), tongue.say(problem.endings()));
    }
    return paragraphs(
        join(tongue.say(problem.openings()), tongue.sometimes(0.5, problem.details())),
        join(
            tongue.say(problem.statements()),
            tongue.sometimes(0.55, problem.details()),
            tongue.sometimes(0.6, problem.statements()),
            tongue.sometimes(0.5, problem.costs())),
        join(
            tongue.sometimes(0.45, problem.workarounds()),
            tongue.sometimes(0.14 * problem.wouldPay(), problem.pays())),
        tongue.sometimes(0.85, problem.endings()));
  }

  /**
   * The first part falls into the last 90 days, the next into the 90 before, the rest into the
   * year.
   */
  private int age(Script.Problem problem, int index, int count) {
    double place = (index + 0.5) / count;
    double before =
        Math.min(problem.recent() / (1 + problem.growth()), (1 - problem.recent()) * 0.75);
    if (place < problem.recent()) {
      return tongue.between(1, 89);
    }
    return place < problem.recent() + before ? tongue.between(92, 178) : tongue.between(182, 360);
  }

  /** The text of another post under another account, a few words changed. */
  Draft copy(Draft original, String account) {
    String text = original.text().replace("I'm", "I am").replace(" and ", " & ");
    return new Draft(
        account,
        original.title(),
        text
            + "\n\n"
            + tongue.say(voices.tails().stream().filter(tail -> !tail.isEmpty()).toList()),
        Math.max(1, original.age() - tongue.between(1, 9)),
        Draft.Role.COPY,
        original.about(),
        null);
  }

  Draft oddity(Script.Oddity oddity, String author) {
    return new Draft(
        author,
        oddity.title(),
        oddity.text(),
        tongue.between(3, 60),
        Draft.Role.ODDITY,
        null,
        null);
  }

  Draft promotion(Script.Promotion promotion) {
    return new Draft(
        promotion.account(),
        tongue.say(promotion.titles()),
        tongue.say(promotion.bodies()),
        tongue.between(1, 300),
        Draft.Role.PROMOTION,
        null,
        null);
  }

  /** A bot's post, so many weeks old. */
  Draft bot(Script.Bot bot, int weeks) {
    return new Draft(
        bot.account(),
        tongue.spin(bot.title()),
        tongue.spin(bot.text()),
        1 + weeks * 7,
        Draft.Role.BOT,
        null,
        null);
  }

  /** Something else that people of the trade talk about, or anybody does. */
  Draft talk(String author) {
    if (tongue.chance(0.08)) {
      Script.Written extra =
          voices.extraTalk().get(tongue.between(0, voices.extraTalk().size() - 1));
      return draft(author, tongue.spin(extra.title()), tongue.spin(extra.text()), null);
    }
    Script.Talk talk = script.talk().get(tongue.between(0, script.talk().size() - 1));
    String text =
        fresh(
            () ->
                paragraphs(
                    join(
                        tongue.sometimes(0.8, talk.openings()),
                        tongue.say(talk.middles()),
                        tongue.sometimes(0.5, talk.middles())),
                    join(
                        tongue.sometimes(0.85, talk.endings()),
                        tongue.sometimes(0.2, voices.tails()))));
    return draft(author, tongue.say(talk.titles()), text, talk);
  }

  private Draft draft(String author, String title, String text, Script.@Nullable Talk talk) {
    return new Draft(
        author,
        title,
        Tongue.typedBy(author, text),
        tongue.between(1, 360),
        Draft.Role.TALK,
        null,
        talk);
  }

  private String fresh(Supplier<String> writer) {
    String text = writer.get();
    for (int tries = 0; !written.add(text) && tries < TRIES_FOR_A_NEW_TEXT; tries++) {
      text = writer.get();
    }
    return text;
  }
}
