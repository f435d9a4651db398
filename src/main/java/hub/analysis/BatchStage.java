package hub.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.jobs.Claim;
import hub.llm.Answer;
import hub.llm.Question;
import hub.sources.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A stage that judges many texts in one call. What all such stages share is here: items go out
 * under slips, each answer is matched to its item, an item without an answer is asked about once
 * more, and a batch whose answer is unusable is asked again in parts, never as it was. One bad item
 * never fails an analysis.
 */
public abstract class BatchStage {
  private static final int ASK_IN_PARTS_OF = 2;

  private final PaidStage stage;
  protected final Desk desk;

  BatchStage(PaidStage stage, Desk desk) {
    this.stage = stage;
    this.desk = desk;
  }

  /** The item as the model sees it, without its id: words only, no votes, no names. */
  abstract ObjectNode item(Analysis analysis, Batch batch, Text text);

  /** What the question says beside topic and items. */
  void describe(Analysis analysis, Batch batch, ObjectNode data) {}

  /** The cap on the answer's tokens. */
  abstract int cap(int items);

  /** Writes what the answer says of each text; called inside the step's transaction. */
  abstract void apply(Analysis analysis, Batch batch, Map<Text, JsonNode> answers);

  /** Prepares, outside any transaction, what {@link #apply} will need. */
  void prepare(Map<Text, JsonNode> answers) {}

  /** What the job asks the model. Zero items if no words are left to judge. */
  public Question question(Claim claim) {
    Analysis analysis = desk.rows().get(claim.analysisId());
    Batch batch = Batch.of(claim.payload());
    Slips<Text> slips = slips(analysis, batch);
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("topic", analysis.topic());
    describe(analysis, batch, data);
    ArrayNode items = data.putArray("items");
    slips
        .byId()
        .forEach(
            (id, text) -> {
              ObjectNode item = JsonNodeFactory.instance.objectNode();
              item.put("id", id);
              item.setAll(item(analysis, batch, text));
              items.add(item);
            });
    return new Question(
        analysis.workspaceId(),
        analysis.id(),
        claim.jobId(),
        analysis.mode(),
        stage.key(),
        desk.prompts().of(stage),
        data.toString(),
        slips.byId().size(),
        cap(slips.byId().size()),
        false,
        analysis.isBatched(stage));
  }

  /** Ends the job with the model's answer. */
  public void record(Claim claim, Answer answer) {
    Batch batch = Batch.of(claim.payload());
    switch (answer) {
      case Answer.Answered answered -> answered(claim, batch, answered);
      case Answer.Refused refused ->
          inParts(claim, batch, "the model refused", refused.attemptId(), refused.charge());
      case Answer.Truncated cut ->
          inParts(claim, batch, "the answer was cut off", cut.attemptId(), cut.charge());
      case Answer.Malformed bad ->
          inParts(claim, batch, "the answer broke its form", bad.attemptId(), bad.charge());
      case Answer.TooLarge large -> inParts(claim, batch, large.why(), null, BigDecimal.ZERO);
      case Answer.DoesNotFit none -> desk.limit().noRoom(claim, stage, batch, none);
    }
  }

  /** Ends the job when no words were left to judge. */
  public void nothingLeft(Claim claim) {
    Batch batch = Batch.of(claim.payload());
    desk.steps()
        .commit(claim, analysis -> refuse(analysis, batch, batch.ids(), "its words are gone"));
  }

  private void answered(Claim claim, Batch batch, Answer.Answered answered) {
    Slips<Text> slips = slips(desk.rows().get(claim.analysisId()), batch);
    Slips.Returned<Text> returned = slips.match(answered.json().path("items"));
    Map<Text, JsonNode> inOrder = inOrder(batch, returned.answers());
    prepare(inOrder);
    desk.steps()
        .commit(
            claim,
            analysis -> {
              charge(analysis, batch, answered.attemptId(), answered.charge());
              if (returned.foreign() + returned.repeated() > 0) {
                desk.events()
                    .append(
                        analysis.id(),
                        new AnalysisEvent.IdsRefused(
                            stage.key(), returned.foreign(), returned.repeated()));
              }
              if (!inOrder.isEmpty()) {
                apply(analysis, batch, inOrder);
              }
              askAgain(analysis, batch, missing(batch, inOrder));
            });
  }

  private void askAgain(Analysis analysis, Batch batch, List<Long> missing) {
    if (missing.isEmpty()) {
      return;
    }
    if (batch.wasAskedAgain(stage)) {
      refuse(analysis, batch, missing, "the model left it out twice");
    } else {
      desk.plan().stage(analysis, stage, batch.again(stage, missing));
    }
  }

  private void inParts(
      Claim claim,
      Batch batch,
      String why,
      @org.jspecify.annotations.Nullable UUID attempt,
      BigDecimal charge) {
    desk.steps()
        .commit(
            claim,
            analysis -> {
              charge(analysis, batch, attempt, charge);
              if (batch.ids().size() == 1) {
                refuse(analysis, batch, batch.ids(), why);
              } else {
                split(analysis, batch, why);
              }
            });
  }

  private void split(Analysis analysis, Batch batch, String why) {
    int half = (batch.ids().size() + ASK_IN_PARTS_OF - 1) / ASK_IN_PARTS_OF;
    List<Batch> parts = batch.parts(half);
    desk.events()
        .append(
            analysis.id(),
            new AnalysisEvent.BatchSplit(stage.key(), batch.ids().size(), parts.size(), why));
    parts.forEach(part -> desk.plan().stage(analysis, stage, part));
  }

  private void refuse(Analysis analysis, Batch batch, List<Long> ids, String why) {
    for (Long id : ids) {
      desk.events().append(analysis.id(), new AnalysisEvent.ItemRefused(stage.key(), id, why));
    }
    if (stage == PaidStage.COMMENTS) {
      desk.posts().commentsRefused(analysis.id(), batch.post(), ids.size());
    } else {
      desk.posts().refuse(analysis.id(), ids, why);
    }
    desk.figures().done(analysis.id(), stage, ids.size());
  }

  private void charge(
      Analysis analysis,
      Batch batch,
      @org.jspecify.annotations.Nullable UUID attempt,
      BigDecimal charge) {
    if (attempt != null && charge.signum() > 0) {
      List<Long> posts = batch.post() == 0 ? batch.ids() : List.of(batch.post());
      desk.charges().add(analysis.id(), stage, attempt, charge, posts);
    }
  }

  private Slips<Text> slips(Analysis analysis, Batch batch) {
    Map<Long, Text> present =
        desk.texts().byIds(analysis.workspaceId(), batch.ids()).stream()
            .filter(text -> !Quotes.words(text).isBlank())
            .collect(Collectors.toMap(Text::id, text -> text));
    long seed = Objects.hash(analysis.seed(), stage.key(), batch.name());
    return Slips.deal("i", batch.ids(), seed).standingFor(present);
  }

  private static Map<Text, JsonNode> inOrder(Batch batch, Map<Text, JsonNode> answers) {
    Map<Long, Text> byId = new LinkedHashMap<>();
    answers.keySet().forEach(text -> byId.put(text.id(), text));
    Map<Text, JsonNode> sorted = new LinkedHashMap<>();
    for (Long id : batch.ids()) {
      Text text = byId.get(id);
      if (text != null) {
        sorted.put(text, Objects.requireNonNull(answers.get(text)));
      }
    }
    return sorted;
  }

  private static List<Long> missing(Batch batch, Map<Text, JsonNode> answers) {
    List<Long> missing = new ArrayList<>(batch.ids());
    answers.keySet().forEach(text -> missing.remove(text.id()));
    return missing;
  }
}
