package hub.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.TestDatabase;
import hub.TestHub;
import hub.analysis.view.AnalysisCommands;
import hub.analysis.view.AnalysisReader;
import hub.analysis.view.Upload;
import hub.analysis.view.Wish;
import hub.imports.DumpImport.State;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps through the whole hub: the inbox's route, the workers, the pages' data. */
class InboxTest {
  @TempDir private static Path folder;
  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub =
        TestHub.start(
            Map.of(
                "hub.imports.inbox", folder.resolve("inbox").toString(),
                "flow.inbox.looked-at-every", "100",
                "flow.inbox.settles", "0"));
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @Test
  void readsAFileThatIsDroppedIntoTheInbox() throws Exception {
    Imports imports = hub.bean(Imports.class);
    Path part = folder.resolve("inbox/RS.zst.part");
    Files.write(part, DumpOf.zstd(DumpOf.bytes(DumpOf.threads(0, 500))));

    Files.move(part, folder.resolve("inbox/RS.zst"));

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(imports.all(TestDatabase.WORKSPACE))
                    .extracting(DumpImport::state, DumpImport::fileName, DumpImport::posts)
                    .contains(Tuple.tuple(State.FINISHED, "RS.zst", 500L)));
    await().until(() -> !Files.exists(folder.resolve("inbox/RS.zst")));
  }

  @Test
  void analysesImportedPostsAlone() throws Exception {
    Imports imports = hub.bean(Imports.class);
    UUID id =
        imports.receive(
            TestDatabase.WORKSPACE,
            TestDatabase.USER,
            "RS.ndjson",
            imports.keeping("", ""),
            new ByteArrayInputStream(DumpOf.bytes(DumpOf.threads(5_000, 30))));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> imports.find(TestDatabase.WORKSPACE, id).orElseThrow().isEnded());
    AnalysisReader reader = hub.bean(AnalysisReader.class);
    assertThat(reader.uploads(TestDatabase.WORKSPACE, List.of(id)))
        .extracting(Upload::posts, Upload::comments)
        .containsExactly(Tuple.tuple(30, 30));

    UUID analysis =
        hub.bean(AnalysisCommands.class).start(TestDatabase.WORKSPACE, TestDatabase.USER, wish(id));

    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> reader.live(TestDatabase.WORKSPACE, analysis).orElseThrow().state().ended());
    assertThat(judged(analysis)).isEqualTo(30);
  }

  private static Wish wish(UUID upload) {
    return new Wish(
        Wish.OWN,
        "Invoicing for freelance translators",
        List.of(),
        24,
        new BigDecimal("5.00"),
        List.of(upload));
  }

  private static int judged(UUID analysis) {
    return hub.database()
        .jdbc()
        .sql("select count(*) from analysis_post where analysis_id = :id and label is not null")
        .param("id", analysis)
        .query(Integer.class)
        .single();
  }
}
