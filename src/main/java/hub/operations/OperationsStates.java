package hub.operations;

import hub.jobs.DeadLetter;
import hub.jobs.Lane;
import hub.jobs.QueueView;
import hub.jobs.QueueView.Job;
import hub.jobs.QueueView.LaneLine;
import hub.jobs.QueueView.Process;
import hub.jobs.QueueView.Snapshot;
import hub.outages.Guarded;
import hub.outages.Outage;
import hub.outages.Outage.State;
import hub.reddit.Allowance;
import hub.web.UiStates;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Operations with much to do, and with nothing. */
@Component
class OperationsStates implements UiStates {
  private static final Instant NOW = Instant.parse("2026-11-23T14:02:31Z");

  @Override
  public String template() {
    return "operations/states";
  }

  @Override
  public Map<String, ?> values() {
    return Map.of(
        "uiQueues",
        List.of(
            new OperationsView(busy(), failing(), limited(), 3, NOW),
            new OperationsView(
                new QueueView(lanesAtRest(), List.of(), 4, 100, null), well(), List.of(), 0, NOW)),
        "uiLane",
        Lane.ECONOMY,
        "uiFaults",
        List.of(
            new SandboxController.Line("f1", "openai", "Slow answers", "50 %", "400 ms"),
            new SandboxController.Line("f2", "reddit", "Full outage", "100 %", "")),
        "uiLetters",
        List.of(letter(null), letter("discarded")));
  }

  private static List<Outage> failing() {
    return List.of(
        new Outage(Guarded.OPENAI, State.OPEN, NOW.minusSeconds(260), NOW.plusSeconds(18), 2),
        new Outage(Guarded.REDDIT_LIVE, State.CLOSED, null, null, 0),
        new Outage(Guarded.PINECONE, State.HALF_OPEN, NOW.minusSeconds(40), NOW, 1));
  }

  private static List<Outage> well() {
    return List.of(new Outage(Guarded.OPENAI, State.CLOSED, null, null, 0));
  }

  private static List<Allowance> limited() {
    return List.of(
        new Allowance("a8Xk2m-1QwE", 7, 412, 1_000, NOW.plusSeconds(240), Duration.ZERO),
        new Allowance("b3Yk9n-2RtZ", -4, 990, 1_000, NOW.plusSeconds(12), Duration.ofSeconds(12)));
  }

  private static QueueView busy() {
    List<Integer> started = IntStream.range(0, 60).mapToObj(i -> 20 + (i * 7) % 13).toList();
    return new QueueView(
        List.of(
            new LaneLine(
                Lane.INTERACTIVE,
                6,
                38,
                9,
                NOW.minusSeconds(14),
                Duration.ofMillis(400),
                started,
                "OpenAI does not answer",
                null,
                Duration.ofMinutes(15)),
            new LaneLine(
                Lane.SCHEDULED,
                210,
                33,
                3,
                NOW.minusSeconds(130),
                Duration.ofSeconds(48),
                started,
                "Reddit's limit",
                null,
                Duration.ofHours(1)),
            new LaneLine(
                Lane.ECONOMY,
                1_204,
                0,
                0,
                NOW.minus(Duration.ofHours(13)),
                Duration.ofMinutes(38),
                started,
                "",
                "moving the database",
                Duration.ofHours(12))),
        List.of(
            new Process("hub 4711", "web, workers", NOW.minusSeconds(2), true, 6, 10, jobs(4)),
            new Process("hub 4712", "workers", NOW.minusSeconds(44), false, 5, 10, jobs(2)),
            new Process("hub 4713", "web", NOW.minusSeconds(1), true, 0, 0, List.of())),
        41,
        100,
        new Snapshot(NOW.minusSeconds(128), "reconcile 1204"));
  }

  private static List<Job> jobs(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> new Job("comments", NOW.minusSeconds(2L + i)))
        .toList();
  }

  private static List<LaneLine> lanesAtRest() {
    return IntStream.range(0, Lane.values().length)
        .mapToObj(
            i ->
                new LaneLine(
                    Lane.values()[i],
                    0,
                    0,
                    0,
                    null,
                    null,
                    Collections.nCopies(60, 0),
                    "",
                    null,
                    Duration.ofHours(1)))
        .toList();
  }

  private static DeadLetter letter(@org.jspecify.annotations.Nullable String ended) {
    return new DeadLetter(
        new UUID(0, 1),
        new UUID(0, 2),
        new UUID(0, 3),
        "read-comments",
        Lane.INTERACTIVE,
        "comments:c7",
        "{\"post\": 1204511}",
        "The answer broke its schema three times: room was 7, allowed 0 to 4",
        5,
        NOW.minusSeconds(6_000),
        ended,
        ended == null ? null : "Mira Okafor",
        ended == null ? null : NOW,
        ended == null ? null : "The post is gone");
  }
}
