package hub.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.TestDatabase;
import hub.TestHub;
import hub.imports.DumpImport.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
                "hub.imports.inbox-looked-at-every", "100",
                "hub.imports.inbox-settles", "0"));
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
                    .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(State.FINISHED, "RS.zst", 500L)));
    await()
        .until(
            () ->
                List.of(folder.resolve("inbox").toFile().list()).equals(List.of(".camel"))
                    || folder.resolve("inbox").toFile().list().length == 0);
  }
}
