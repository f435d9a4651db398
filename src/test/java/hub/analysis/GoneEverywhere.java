package hub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import hub.Logged;
import hub.TestDatabase;
import hub.TestHub;
import hub.Traces;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.Choice;
import hub.analysis.view.export.Results;
import hub.sandbox.Fault;
import hub.sandbox.Sandbox;
import hub.sources.CleanUp;
import hub.sources.Text;
import hub.sources.Texts;
import hub.vectors.Embedder;
import hub.vectors.LocalIndex;
import hub.vectors.PineconeRelay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.util.LinkedMultiValueMap;

/** Deletes a post that an analysis rests on at its source, and looks for it everywhere. */
final class GoneEverywhere {
  private static final String AUTHOR = "quillwraith_seventy_seven";
  private static final int RUN = 6;

  private final TestHub hub;
  private final UUID analysis;

  GoneEverywhere(TestHub hub, UUID analysis) {
    this.hub = hub;
    this.analysis = analysis;
  }

  /** A post on which an opportunity rests, with words that stand in no other text. */
  private record Victim(long id, String name, UUID opportunity, List<String> words) {}

  void prove() throws Exception {
    try (Logged logged = Logged.all()) {
      Victim victim = victim();
      byte[] vector = indexed(victim);
      Traces traces = Traces.of(victim.words()).and(vector);
      assertThat(traces.inTables(hub.database())).as("where it stood").isNotEmpty();

      deleteAtTheSource(victim);

      nowhere(victim, traces, logged);
    }
  }

  private Victim victim() {
    List<Long> texts =
        sql("""
        select f.text_id from finding f
          join opportunity o on o.id = f.opportunity_id
         where f.analysis_id = :analysis
           and exists (select from mention m where m.analysis_id = f.analysis_id and m.text_id = f.text_id)
         order by f.text_id
        """)
            .param("analysis", analysis)
            .query(Long.class)
            .list();
    for (Text text : hub.bean(Texts.class).byIds(TestDatabase.WORKSPACE, texts)) {
      List<String> words = ownRuns(text);
      if (words.size() >= 3) {
        sql("update forum_text set author = :author where id = :id")
            .param("author", AUTHOR)
            .param("id", text.id())
            .update();
        words.add(AUTHOR);
        UUID opportunity =
            sql("select opportunity_id from finding where analysis_id = :analysis and text_id ="
                    + " :id")
                .param("analysis", analysis)
                .param("id", text.id())
                .query(UUID.class)
                .single();
        return new Victim(text.id(), text.text().name(), opportunity, words);
      }
    }
    throw new AssertionError("No text of the analysis has words of its own");
  }

  /** The sandbox writes several posts in the same words; these stand in this one alone. */
  private List<String> ownRuns(Text text) {
    List<String> runs = new ArrayList<>();
    for (String line : Quotes.words(text).lines().toList()) {
      String[] words = line.split(" ");
      for (int from = 0; from + RUN <= words.length && runs.size() < 12; from += RUN) {
        String run = String.join(" ", Arrays.copyOfRange(words, from, from + RUN));
        if (run.length() >= 24 && isItsOwn(text.id(), run)) {
          runs.add(run);
        }
      }
    }
    return runs;
  }

  private boolean isItsOwn(long id, String run) {
    return sql("""
    select not exists (select from forum_text
                        where id <> :id
                          and strpos(lower(concat_ws(' ', title, body)), lower(:run)) > 0)
    """)
        .param("id", id)
        .param("run", run)
        .query(Boolean.class)
        .single();
  }

  /** Has it embedded and put into both indexes; a part of its vector, as it lies in files. */
  private byte[] indexed(Victim victim) {
    sql("delete from text_pending where text_id <> :id").param("id", victim.id()).update();
    hub.bean(Embedder.class).embedBatch();
    hub.bean(LocalIndex.class).readOn();
    hub.bean(PineconeRelay.class).relay();
    return Arrays.copyOf(
        sql("select vector from text_vector where text_id = :id")
            .param("id", victim.id())
            .query(byte[].class)
            .single(),
        63);
  }

  private void deleteAtTheSource(Victim victim) {
    hub.bean(Sandbox.class).faults().add(Fault.of("reddit", "deleted " + victim.name()));
    sql("update forum_text set expires_at = now() + interval '1 hour', confirmed_at = now() where"
            + " id = :id")
        .param("id", victim.id())
        .update();
    hub.bean(ProducerTemplate.class).requestBody("direct:recheck-sources", "");
    assertThat(hub.bean(Texts.class).byIds(TestDatabase.WORKSPACE, List.of(victim.id())).getFirst())
        .as("its source told that it was deleted")
        .satisfies(text -> assertThat(text.erased()).isTrue());
  }

  private void nowhere(Victim victim, Traces traces, Logged logged) throws Exception {
    hub.bean(LocalIndex.class).tidy();
    hub.bean(PineconeRelay.class).relay();
    hub.bean(CleanUp.class).now();
    // The embedded database lets the hub do so itself; the one of tests is made by another library.
    sql("select pg_switch_wal()").query(row -> {});
    sql("checkpoint").update();

    assertThat(traces.inTables(hub.database())).isEmpty();
    assertThat(traces.standIn(export())).as("the export").isFalse();
    assertThat(traces.standIn(page(victim))).as("the opportunity's page").isFalse();
    String data = sql("show data_directory").query(String.class).single();
    assertThat(traces.inFiles(Path.of(data))).as("the database's files").isEmpty();
    for (String folder : List.of("vectors", "imports", "inbox")) {
      assertThat(traces.inFiles(hub.database().folder(folder))).isEmpty();
    }
    assertThat(logged.lines()).as("the log").isNotEmpty().noneMatch(traces::standIn);
    receiptWithoutWords(victim, traces);
  }

  private String export() {
    return hub.bean(Results.class)
        .of(TestDatabase.WORKSPACE, analysis, Choice.of(new LinkedMultiValueMap<>()))
        .orElseThrow()
        .toString();
  }

  private String page(Victim victim) {
    return hub.bean(AnalysisReader.class)
        .opportunity(TestDatabase.WORKSPACE, analysis, victim.opportunity())
        .map(Object::toString)
        .orElse("");
  }

  private void receiptWithoutWords(Victim victim, Traces traces) {
    List<String> receipts =
        sql("select act || ' | ' || subject || ' | ' || detail from audit_entry where act like"
                + " 'Erased words:%'")
            .query(String.class)
            .list();
    assertThat(receipts)
        .contains(
            "Erased words: deleted or removed at the source | reddit, sandbox | 1 text: "
                + victim.id())
        .noneMatch(traces::standIn);
  }

  private StatementSpec sql(String sql) {
    return hub.database().asOwner().sql(sql);
  }
}
