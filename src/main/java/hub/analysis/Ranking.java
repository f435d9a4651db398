package hub.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.analysis.Readings.Quoted;
import hub.analysis.view.Facts;
import hub.analysis.view.LiveView.Found;
import hub.analysis.view.Score;
import hub.analysis.view.Weights;
import hub.jobs.Claim;
import hub.llm.Answer;
import hub.llm.Question;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Has the model read each opportunity's quotes and give one small level per criterion, blind to
 * votes, counts and the levels of others. What reaches the top is read again in another order.
 */
@Component
public class Ranking {
  /** Which reading it is. */
  enum Reading {
    FIRST,
    SECOND;

    int number() {
      return ordinal() + 1;
    }
  }

  /** How many stand with enough authors, and how many with fewer. */
  record Count(int opportunities, int candidates) {
    private static Count of(Collection<Integer> authors) {
      int enough = (int) authors.stream().filter(n -> n >= Found.ENOUGH_AUTHORS).count();
      return new Count(enough, authors.size() - enough);
    }
  }

  private static final int QUOTES_SHOWN = 6;

  private final AnalysisRows rows;
  private final JobPlan plan;
  private final Prompts prompts;
  private final Findings findings;
  private final Readings readings;
  private final FactsOf facts;
  private final EventStore events;
  private final AnalysisSettings settings;

  Ranking(
      AnalysisRows rows,
      JobPlan plan,
      Prompts prompts,
      Findings findings,
      Readings readings,
      FactsOf facts,
      EventStore events,
      AnalysisSettings settings) {
    this.rows = rows;
    this.plan = plan;
    this.prompts = prompts;
    this.findings = findings;
    this.readings = readings;
    this.facts = facts;
    this.events = events;
    this.settings = settings;
  }

  static int cap(int opportunities) {
    return 140 + 300 * opportunities;
  }

  /**
   * Enqueues a reading of all opportunities, or of the top for the second.
   *
   * @return how many calls that is; none if there is nothing to read
   */
  int plan(Analysis analysis, Reading reading) {
    if (reading == Reading.FIRST) {
      readings.clear(analysis.id());
    }
    List<UUID> read = reading == Reading.FIRST ? enough(analysis.id()) : top(analysis.id());
    if (reading == Reading.SECOND && !read.isEmpty()) {
      events.appendOnce(
          analysis.id(),
          new AnalysisEvent.Ranked(enough(analysis.id()).size(), Reading.FIRST.number()),
          "ranked:" + analysis.round());
    }
    List<UUID> order =
        new ArrayList<>(
            Slips.deal("o", read, Objects.hash(analysis.seed(), reading.number(), analysis.round()))
                .byId()
                .values());
    int calls = 0;
    for (int from = 0; from < order.size(); from += settings.opportunitiesPerReading()) {
      int to = Math.min(order.size(), from + settings.opportunitiesPerReading());
      ObjectNode payload = JsonNodeFactory.instance.objectNode().put("reading", reading.number());
      order.subList(from, to).forEach(id -> add(payload, id));
      calls++;
      plan.stage(
          analysis,
          PaidStage.RANK,
          "r%d.%d.%d".formatted(analysis.round(), reading.number(), calls),
          payload);
    }
    return calls;
  }

  /** Its quotes are chosen here, so that their numbers mean the same when the answer comes. */
  private void add(ObjectNode payload, UUID opportunity) {
    payload.withArray("opportunities").add(opportunity.toString());
    ArrayNode quotes = payload.withObject("/quotes").putArray(opportunity.toString());
    readings.mentions(opportunity, QUOTES_SHOWN).forEach(quotes::add);
  }

  /** What a ranking job asks the model. */
  public Question question(Claim claim) {
    Analysis analysis = rows.get(claim.analysisId());
    Map<String, UUID> slips = slips(claim);
    ObjectNode data = JsonNodeFactory.instance.objectNode().put("topic", analysis.topic());
    slips.forEach(
        (slip, id) -> {
          Readings.Words words = readings.words(id);
          ObjectNode one = data.withArray("opportunities").addObject();
          one.put("id", slip).put("title", words.title());
          one.put("problem", words.problem()).put("who", words.who());
          one.putArray("quotes");
          quotes(analysis, claim, id)
              .forEach(
                  (quoteSlip, quote) ->
                      one.withArray("quotes")
                          .addObject()
                          .put("id", quoteSlip)
                          .put("text", quote.words()));
        });
    return new Question(
        analysis.workspaceId(),
        analysis.id(),
        claim.jobId(),
        analysis.mode(),
        PaidStage.RANK.key(),
        prompts.of(PaidStage.RANK),
        data.toString(),
        slips.size(),
        cap(slips.size()),
        true);
  }

  /**
   * Writes what a reading said; called in the job's step. Quotes it names must be among those it
   * was shown.
   */
  void apply(Analysis analysis, Claim claim, Answer.Answered answered, String model) {
    int reading = claim.payload().path("reading").asInt();
    Map<String, UUID> slips = slips(claim);
    for (JsonNode item : answered.json().path("items")) {
      UUID id = slips.get(item.path("id").asText());
      if (id != null) {
        readings.write(
            id,
            reading,
            item,
            quotes(analysis, claim, id),
            Prompts.label(prompts.of(PaidStage.RANK)),
            model);
      }
    }
  }

  /** How many an analysis has found. */
  Count count(UUID analysis) {
    return Count.of(findings.authorsIn(analysis).values());
  }

  /** How many each of these analyses has found, those that found nothing too. */
  Map<UUID, Count> counts(Set<? extends UUID> analyses) {
    Map<UUID, Map<UUID, Integer>> authors = findings.authors(Set.copyOf(analyses));
    Map<UUID, Count> counts = new HashMap<>();
    analyses.forEach(id -> counts.put(id, Count.of(authors.getOrDefault(id, Map.of()).values())));
    return counts;
  }

  List<UUID> read(Claim claim) {
    return List.copyOf(slips(claim).values());
  }

  private Map<String, UUID> slips(Claim claim) {
    Map<String, UUID> slips = new LinkedHashMap<>();
    claim
        .payload()
        .path("opportunities")
        .forEach(id -> slips.put("o" + (slips.size() + 1), UUID.fromString(id.asText())));
    return slips;
  }

  /**
   * The quotes shown, best first: one an author as far as they go. One whose words are gone leaves
   * a gap: no other takes its number.
   */
  private Map<String, Quoted> quotes(Analysis analysis, Claim claim, UUID opportunity) {
    List<Long> chosen = new ArrayList<>();
    claim
        .payload()
        .path("quotes")
        .path(opportunity.toString())
        .forEach(mention -> chosen.add(mention.asLong()));
    Map<Long, Quoted> present = readings.quotes(analysis.workspaceId(), chosen);
    Map<String, Quoted> quotes = new LinkedHashMap<>();
    for (int i = 0; i < chosen.size(); i++) {
      Quoted quote = present.get(chosen.get(i));
      if (quote != null) {
        quotes.put("q" + (i + 1), quote);
      }
    }
    return quotes;
  }

  private List<UUID> enough(UUID analysisId) {
    Map<UUID, Integer> authors = findings.authorsIn(analysisId);
    return findings.opportunities(analysisId).stream()
        .filter(opportunity -> authors.getOrDefault(opportunity, 0) >= Found.ENOUGH_AUTHORS)
        .toList();
  }

  private List<UUID> top(UUID analysisId) {
    Map<UUID, Facts> known = facts.of(analysisId);
    Map<UUID, BigDecimal> scores = new LinkedHashMap<>();
    enough(analysisId)
        .forEach(
            id ->
                scores.put(
                    id, Score.of(Objects.requireNonNull(known.get(id)), Weights.STANDARD).sum()));
    return scores.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(settings.secondReadings())
        .map(Map.Entry::getKey)
        .toList();
  }
}
