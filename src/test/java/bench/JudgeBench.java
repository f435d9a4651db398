package bench;

import bench.Labelled.Half;
import bench.LabelledSet.Pair;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How well posts and comments are judged: the labelled set goes through the real stages, three
 * times, and what they say is held against the labels and against three baselines. {@code ops/bench
 * judge} measures the half that nothing is tuned on, {@code ops/bench judge tuning} the other.
 */
final class JudgeBench {
  private static final int SEED = 7;
  private static final double LEAST_F1 = 0.80;
  private static final double LEAST_NDCG = 0.85;
  private static final double LEAST_AGREEMENT = 90;

  private static final Set<String> FATAL = Set.of("solution_without_problem", "one_off_rant");

  private final Figures figures = new Figures("judge");
  private final List<Labelled> tuning;
  private final LabelledSet set;

  private JudgeBench(LabelledSet all, Half half) {
    this.tuning = all.half(Half.TUNING).posts();
    this.set = all.half(half);
  }

  public static void main(String[] arguments) throws IOException {
    Half half = List.of(arguments).contains("tuning") ? Half.TUNING : Half.MEASURED;
    JudgeBench bench = new JudgeBench(LabelledSet.read(), half);
    bench.tellConditions(half);
    try (JudgingHub hub = JudgingHub.start(SEED)) {
      Verdicts first = hub.judge(bench.set);
      Verdicts second = hub.judge(bench.set);
      hub.shuffleOtherwise();
      Verdicts shuffled = hub.judge(bench.set);
      bench.tellStages(first);
      bench.tellQuotes(first);
      bench.tellMerging(first);
      bench.tellHostile(first);
      bench.tellWhole(first);
      bench.tellAgreement(first, second, shuffled);
    }
    bench.figures.end();
  }

  private void tellConditions(Half half) {
    figures.condition(
        JudgingHub.isLive()
            ? "the real model that HUB_LLM_API_KEY pays for"
            : "no HUB_LLM_API_KEY: the sandbox's judge answers, a simulator of word cues and its"
                + " own catalogue, which shows only that the machinery works and says nothing"
                + " about a model");
    figures.condition(
        "the %s half of the labelled set: %d posts and %d comments on %d topics, %d of them hostile, %d posts are mentions of a problem"
            .formatted(
                half.name().toLowerCase(Locale.ROOT),
                set.posts().size(),
                set.comments().size(),
                set.topics().size(),
                set.texts().stream().filter(Labelled::isHostile).count(),
                set.posts().stream().filter(Labelled::opportunity).count()));
    figures.condition(
        "baselines: votes, words of trouble and money, the same answer for all; each says yes from"
            + " the value on that does best on the half for tuning");
  }

  /** Each stage by itself: the later ones over what reached them. */
  private void tellStages(Verdicts said) {
    List<Labelled> posts = set.posts();
    tell("classify", Counts.of(posts, Labelled::fits, post -> said.post(post).fits()));
    figures.figure(
        "classify_labels_right_percent",
        percent(posts, post -> said.post(post).label().equals(post.label())),
        "%");
    List<Labelled> judged = posts.stream().filter(post -> said.post(post).fits()).toList();
    tell("feasibility", Counts.of(judged, Labelled::opportunity, post -> said.post(post).kept()));
    tellAntiPatterns(said, judged.stream().filter(post -> said.post(post).kept()).toList());
    List<Labelled> read =
        set.comments().stream().filter(text -> said.stances().containsKey(text.id())).toList();
    figures.figure("comments_read", read.size(), "comments");
    tell(
        "comments",
        Counts.of(
            read,
            Labelled::supports,
            text -> Labelled.isSupport(said.stances().getOrDefault(text.id(), ""))));
    figures.figure(
        "comments_stances_right_percent",
        percent(read, text -> text.label().equals(said.stances().get(text.id()))),
        "%");
  }

  private record Finding(Labelled post, String pattern) {}

  /** A post that was dropped has no findings left, so being dropped stands for a fatal one. */
  private void tellAntiPatterns(Verdicts said, List<Labelled> checked) {
    List<Finding> every =
        checked.stream()
            .flatMap(
                post -> patterns(said, post).stream().map(pattern -> new Finding(post, pattern)))
            .toList();
    tell(
        "antipatterns",
        Counts.of(
            every,
            finding -> named(finding.post().antiPatterns().keySet()).contains(finding.pattern()),
            finding -> saidOf(said, finding.post()).contains(finding.pattern())));
  }

  private static Set<String> patterns(Verdicts said, Labelled post) {
    Set<String> either = new TreeSet<>(named(post.antiPatterns().keySet()));
    either.addAll(saidOf(said, post));
    return either;
  }

  private static Set<String> saidOf(Verdicts said, Labelled post) {
    Verdicts.Post verdict = said.post(post);
    return verdict.survived() ? named(verdict.antiPatterns()) : Set.of("fatal");
  }

  private static Set<String> named(Collection<String> patterns) {
    return patterns.stream()
        .map(pattern -> FATAL.contains(pattern) ? "fatal" : pattern)
        .collect(Collectors.toSet());
  }

  private void tellQuotes(Verdicts said) {
    double exact = said.shown() == 0 ? 0 : 100.0 * said.exact() / said.shown();
    figures.figure("quotes_shown", said.shown(), "quotes");
    figures.figure("quotes_refused", said.refused(), "quotes");
    figures.figure("quotes_exact_percent", exact, "%", said.exact() == said.shown() && exact > 0);
  }

  /** Over the labelled pairs of which both posts count in the end. */
  private void tellMerging(Verdicts said) {
    List<Pair> pairs = set.pairs().stream().filter(said::haveBoth).toList();
    Counts merged = Counts.of(pairs, Pair::same, said::areTogether);
    figures.figure("pairs", merged.all(), "pairs");
    figures.figure("wrong_merges", merged.falseAlarms(), "pairs");
    figures.figure("missed_merges", merged.missed(), "pairs");
    tell("merge", merged);
  }

  /** Of each kind of hostile post, how many are judged as labelled. */
  private void tellHostile(Verdicts said) {
    Map<String, List<Labelled>> kinds =
        set.posts().stream()
            .filter(Labelled::isHostile)
            .collect(Collectors.groupingBy(Labelled::hostile, TreeMap::new, Collectors.toList()));
    kinds.forEach(
        (kind, posts) ->
            figures.figure(
                kind + "_right_percent",
                percent(posts, post -> said.post(post).survived() == post.opportunity()),
                "%"));
  }

  /** The whole: which posts count in the end, and in which order the report brings them. */
  private void tellWhole(Verdicts said) {
    List<Labelled> posts = set.posts();
    Counts found = found(said, posts);
    figures.figure("precision_opportunity", found.precision(), "share");
    figures.figure("recall_opportunity", found.recall(), "share");
    judged("f1_opportunity", found.f1(), LEAST_F1);
    posts.stream()
        .collect(Collectors.groupingBy(Labelled::topic, TreeMap::new, Collectors.toList()))
        .forEach(
            (topic, some) ->
                figures.condition(
                    "f1_opportunity on %s: %.3f".formatted(topic, found(said, some).f1())));
    Map<Boolean, List<Labelled>> inEnglish =
        posts.stream().collect(Collectors.partitioningBy(post -> post.language().equals("en")));
    inEnglish.forEach(
        (english, some) ->
            figures.figure(
                "f1_opportunity_" + (english ? "english" : "other_languages"),
                found(said, some).f1(),
                "share"));
    double ranked = Baseline.meanGain(posts, post -> said.post(post).value());
    judged("ndcg_at_10", ranked, LEAST_NDCG);
    for (Baseline baseline : Baseline.values()) {
      beat("f1_opportunity", baseline, found.f1(), baseline.tell(tuning, posts).f1());
      beat("ndcg_at_10", baseline, ranked, baseline.rank(posts));
    }
  }

  /** Which posts count in the end. */
  static Counts found(Verdicts said, List<Labelled> posts) {
    return Counts.of(posts, Labelled::opportunity, post -> said.post(post).survived());
  }

  private void tellAgreement(Verdicts first, Verdicts second, Verdicts shuffled) {
    double runs = 100 * first.agreement(second);
    double orders = 100 * first.agreement(shuffled);
    figures.figure("agreement_two_runs_percent", runs, "%", runs >= LEAST_AGREEMENT);
    figures.figure("agreement_two_orders_percent", orders, "%", orders >= LEAST_AGREEMENT);
    figures.figure(
        "charged_three_runs_usd",
        first.charged().add(second.charged()).add(shuffled.charged()),
        "USD");
  }

  private void tell(String stage, Counts counts) {
    figures.figure(stage + "_precision", counts.precision(), "share");
    figures.figure(stage + "_recall", counts.recall(), "share");
    figures.figure(stage + "_f1", counts.f1(), "share");
  }

  /** A goal for a model; the simulator's figure is told and not held against it. */
  private void judged(String name, double value, double least) {
    if (JudgingHub.isLive()) {
      figures.figure(name, value, "share", value >= least);
    } else {
      figures.figure(name, value, "share");
      figures.condition(
          "%s: a model must reach %.2f; the sandbox's judge %s"
              .formatted(name, least, value >= least ? "does" : "does not"));
    }
  }

  private void beat(String name, Baseline baseline, double value, double bound) {
    figures.figure(name + "_" + baseline.word(), bound, "share");
    figures.require(value > bound, "%s does not beat %s".formatted(name, baseline.word()));
  }

  private static <T> double percent(Collection<T> things, Function<T, Boolean> isRight) {
    return things.isEmpty()
        ? 0
        : 100.0 * things.stream().filter(isRight::apply).count() / things.size();
  }
}
