package hub.sandbox.reddit;

import hub.sandbox.Catalogue;
import hub.sandbox.SandboxOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Composes one topic: exactly its number of posts, authors and comments in the communities that the
 * first page names, and some more in those it suggests.
 */
final class TopicComposer {
  private static final int EXTRA_POSTS = 36;
  private static final int EXTRA_COMMENTS = 220;

  private final Catalogue.Topic topic;
  private final Script script;
  private final Script.Voices voices;
  private final SplittableRandom dice;
  private final Tongue tongue;
  private final PostWriter posts;
  private final Cast cast;
  private final int count;
  private final int authors;
  private final int comments;
  private final Map<String, List<String>> pools = new HashMap<>();
  private final List<String> others = new ArrayList<>();

  TopicComposer(
      Catalogue.Topic topic, Script.Voices voices, long seed, SandboxOptions.@Nullable Size size) {
    this.topic = topic;
    this.script = Script.of(topic.key());
    this.voices = voices;
    this.dice = new SplittableRandom(seed * 31 + topic.key().hashCode());
    this.tongue = new Tongue(dice);
    this.posts = new PostWriter(script, voices, tongue);
    this.cast = new Cast(voices, topic.key(), dice);
    this.count = size == null ? topic.posts() : size.posts();
    this.comments = size == null ? topic.comments() : size.comments();
    this.authors = (int) Math.max(1, Math.round((double) topic.authors() * count / topic.posts()));
  }

  /** The posts, oldest first. */
  List<Post> compose(List<Community> communities, Ids postIds, Ids commentIds, long today) {
    List<Draft> main = draftMain();
    List<Draft> extra = draftExtra();
    List<Post> all = new ArrayList<>();
    Settling settling =
        new Settling(
            dice, new ThreadComposer(dice, commentIds, today - 1), commentWriter(), postIds, today);
    all.addAll(settling.settle(main, communities.subList(0, topic.communities().size()), comments));
    all.addAll(
        settling.settle(
            extra,
            communities.subList(topic.communities().size(), communities.size()),
            count < EXTRA_POSTS ? 0 : EXTRA_COMMENTS));
    all.sort(Comparator.comparingLong(Post::created));
    return all;
  }

  private CommentWriter commentWriter() {
    List<String> crowd = new ArrayList<>(others);
    crowd.addAll(cast.people(Math.max(5, authors / 2)));
    return new CommentWriter(script, voices, tongue, pools, crowd);
  }

  private List<Draft> draftMain() {
    shareOut(cast.people(Math.max(1, authors - accountsWithOneTask())));
    List<Draft> drafts = new ArrayList<>();
    double scale = (double) count / topic.posts();
    for (Script.Problem problem : script.problems()) {
      drafts.addAll(
          posts.problem(
              problem, pool(problem), (int) Math.max(1, Math.round(problem.weight() * scale))));
    }
    List<Draft> accounts = new ArrayList<>();
    script
        .promotion()
        .forEach(
            each -> repeat(accounts, (int) Math.round(9 * scale), () -> posts.promotion(each)));
    List<String> copiers = cast.people(copiers());
    for (int index = 0; index < copiers.size() * 2; index++) {
      accounts.add(posts.copy(drafts.get(index * 5 % drafts.size()), copiers.get(index / 2)));
    }
    for (int week = 0; week < Math.ceil(3 * scale); week++) {
      int weeks = week;
      voices.bots().forEach(bot -> accounts.add(posts.bot(bot, weeks)));
    }
    voices.oddities().forEach(each -> accounts.add(posts.oddity(each, pick(others))));
    drafts.addAll(accounts);
    drafts.addAll(talk(count - drafts.size()));
    return drafts.subList(0, Math.min(count, drafts.size()));
  }

  private int accountsWithOneTask() {
    return script.promotion().size() + copiers();
  }

  private int copiers() {
    return count < 100 ? 1 : 3;
  }

  /** Each problem has its own people; who is left writes about anything. */
  private void shareOut(List<String> people) {
    int wanted = script.problems().stream().mapToInt(Script.Problem::authors).sum();
    double part = Math.min(1, people.size() * 0.6 / wanted);
    int next = 0;
    for (Script.Problem problem : script.problems()) {
      int size = Math.max(1, (int) Math.round(problem.authors() * part));
      int start = Math.min(next, people.size() - 1);
      next = Math.min(people.size(), start + size);
      pools.put(problem.key(), people.subList(start, next));
    }
    others.addAll(next < people.size() ? people.subList(next, people.size()) : people);
  }

  /** Everyone without a problem writes once; then some write often. */
  private List<Draft> talk(int wanted) {
    List<Draft> talk = new ArrayList<>();
    for (int index = 0; index < wanted; index++) {
      int place =
          index < others.size() ? index : (int) (others.size() * Math.pow(dice.nextDouble(), 1.6));
      String author = others.get(place);
      talk.add(posts.talk(author));
    }
    return talk;
  }

  private List<Draft> draftExtra() {
    List<Draft> extra = new ArrayList<>();
    List<String> visitors = cast.people(12);
    script.problems().stream()
        .limit(6)
        .forEach(problem -> extra.addAll(posts.problem(problem, pool(problem), 2)));
    while (extra.size() < EXTRA_POSTS) {
      extra.add(posts.talk(pick(visitors)));
    }
    return extra;
  }

  private List<String> pool(Script.Problem problem) {
    return pools.getOrDefault(problem.key(), List.of("nobody"));
  }

  private String pick(List<String> people) {
    return people.get(dice.nextInt(people.size()));
  }

  private static void repeat(List<Draft> drafts, int times, Supplier<Draft> writer) {
    for (int time = 0; time < times; time++) {
      drafts.add(writer.get());
    }
  }
}
