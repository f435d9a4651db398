package hub.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hub.analysis.Findings.Finding;
import hub.analysis.Mentions.Role;
import hub.sources.Text;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The fourth stage: what the comments below a surviving post do to its problem. */
@Component
public class CommentReading extends BatchStage {
  private static final Map<String, Role> ROLES =
      Map.of(
          "same_problem", Role.EVIDENCE,
          "would_pay", Role.CUE,
          "workaround", Role.WORKAROUND,
          "names_product", Role.PRODUCT);

  private final Findings findings;
  private final Mentions mentions;
  private final JdbcClient jdbc;

  CommentReading(Desk desk, Findings findings, Mentions mentions, JdbcClient jdbc) {
    super(PaidStage.COMMENTS, desk);
    this.findings = findings;
    this.mentions = mentions;
    this.jdbc = jdbc;
  }

  @Override
  void describe(Analysis analysis, Batch batch, ObjectNode data) {
    ObjectNode thread = data.putArray("threads").addObject();
    thread.put("id", "t1");
    findings
        .find(analysis.id(), batch.post())
        .ifPresent(finding -> thread.put("problem", finding.problem()).put("who", finding.who()));
  }

  @Override
  ObjectNode item(Analysis analysis, Batch batch, Text text) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("thread", "t1")
        .put("text", text.text().body());
  }

  @Override
  int cap(int items) {
    return 120 + 75 * items;
  }

  @Override
  void apply(Analysis analysis, Batch batch, Map<Text, JsonNode> answers) {
    Map<String, Integer> stances = new TreeMap<>();
    answers.forEach(
        (text, answer) -> {
          String stance = answer.path("stance").asText();
          stances.merge(stance, 1, Integer::sum);
          remember(analysis, batch.post(), text, stance);
          Role role = ROLES.get(stance);
          if (role != null) {
            quote(analysis, batch, text, role, answer);
          }
        });
    desk.posts().commentsRead(analysis.id(), batch.post(), answers.size());
    desk.figures().done(analysis.id(), PaidStage.COMMENTS, answers.size());
    desk.events()
        .append(
            analysis.id(), new AnalysisEvent.CommentsRead(batch.post(), answers.size(), stances));
    findings
        .find(analysis.id(), batch.post())
        .map(Finding::opportunity)
        .ifPresent(opportunity -> tell(analysis, opportunity));
  }

  private void tell(Analysis analysis, UUID opportunity) {
    Growth.tell(analysis, opportunity, findings, desk.events());
  }

  private void quote(Analysis analysis, Batch batch, Text text, Role role, JsonNode answer) {
    String product = answer.path("product").asText();
    mentions.quote(
        analysis,
        PaidStage.COMMENTS,
        batch.post(),
        text,
        role,
        answer.path("quote").asText(),
        product.isBlank() ? null : product,
        null);
  }

  private void remember(Analysis analysis, long post, Text text, String stance) {
    jdbc.sql(
            """
            insert into analysis_comment (analysis_id, text_id, post_id, stance)
            values (:analysis, :text, :post, :stance)
            on conflict (analysis_id, text_id) do update set stance = excluded.stance
            """)
        .param("analysis", analysis.id())
        .param("text", text.id())
        .param("post", post)
        .param("stance", stance)
        .update();
  }
}
