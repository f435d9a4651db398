package hub.imports;

import static hub.TestDatabase.USER;
import static hub.TestDatabase.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hub.Mode;
import hub.TestDatabase;
import hub.imports.DumpImport.State;
import hub.jobs.Claim;
import hub.jobs.LostClaim;
import hub.jobs.TestQueue;
import hub.sources.NewText;
import hub.sources.TestTexts;
import hub.sources.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportingTest {
  private static TestDatabase database;
  @TempDir private Path folder;
  private TestImports hub;

  @BeforeAll
  static void open() {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void begin() {
    database.asOwner().sql("truncate forum_text, dump_import, dump_import_line").update();
    TestQueue.empty(database);
    hub = TestImports.on(database, TestImports.settings(folder));
  }

  @Test
  void storesPostsAndCommentsOfAPlainDump() throws Exception {
    DumpImport read = hub.read(DumpOf.bytes(DumpOf.threads(0, 120)));

    assertThat(read.state()).isEqualTo(State.FINISHED);
    assertThat(read.message()).isNull();
    assertThat(read)
        .extracting(DumpImport::lines, DumpImport::posts, DumpImport::comments)
        .containsExactly(240L, 120L, 120L);
    assertThat(read).extracting(DumpImport::stored, DumpImport::broken).containsExactly(240L, 0L);
    assertThat(read.readBytes()).isEqualTo(read.fileBytes()).isEqualTo(read.outBytes());
    assertThat(count("collected_by = 'import' and import_id is not null")).isEqualTo(240);
  }

  @Test
  void unpacksGzipAndZstandardWithTheLongestWindow() throws Exception {
    byte[] plain = DumpOf.bytes(DumpOf.threads(0, 60));

    assertThat(hub.read(DumpOf.gzip(plain)).format()).isEqualTo("gzip");
    DumpImport zstd = hub.read(DumpOf.zstd(plain));

    assertThat(zstd.format()).isEqualTo("zstd");
    assertThat(zstd.posts()).isEqualTo(60);
    assertThat(zstd.outBytes()).isEqualTo(plain.length);
    assertThat(zstd.readBytes()).isEqualTo(zstd.fileBytes());
  }

  @Test
  void readsEveryFrameOfAFileThatWasPackedInParts() throws Exception {
    byte[] one = DumpOf.zstd(DumpOf.bytes(DumpOf.threads(0, 10)));
    byte[] two = DumpOf.zstd(DumpOf.bytes(DumpOf.threads(10, 10)));
    byte[] both = java.nio.ByteBuffer.allocate(one.length + two.length).put(one).put(two).array();

    assertThat(hub.read(both).posts()).isEqualTo(20);
  }

  @Test
  void keepsTextsUntilTheDateThatWasChosen() throws Exception {
    DumpImport read = hub.read(DumpOf.bytes(DumpOf.threads(0, 1)));

    Instant expires =
        database
            .jdbc()
            .sql("select distinct expires_at from forum_text")
            .query(java.sql.Timestamp.class)
            .single()
            .toInstant();
    assertThat(expires).isEqualTo(read.expiresAt());
  }

  @Test
  void leavesWhatAnotherSourceCollectedAsItIs() throws Exception {
    Texts texts = TestTexts.on(database, Clock.systemUTC()).texts;
    texts.store(WORKSPACE, Mode.LIVE, "reddit-posts", List.of(collected("t3_p0")));

    DumpImport read = hub.read(DumpOf.bytes(DumpOf.threads(0, 2)));

    assertThat(read.stored()).isEqualTo(3);
    assertThat(count("name = 't3_p0' and body = 'As Reddit gave it' and import_id is null"))
        .isEqualTo(1);
  }

  @Test
  void goesOnFromItsCheckpointAfterAnotherAttemptDied() throws Exception {
    byte[] dump = DumpOf.zstd(DumpOf.bytes(DumpOf.threads(0, 200)));
    UUID id = hub.receive(dump);
    Claim first = hub.queue.claim();
    database
        .asOwner()
        .sql(
            """
            create function fail_late() returns trigger language plpgsql as $$
            begin if new.lines > 150 then raise exception 'cut off'; end if; return new; end $$
            """)
        .update();
    database
        .asOwner()
        .sql(
            "create trigger fail_late before update on dump_import for each row execute function"
                + " fail_late()")
        .update();
    assertThatThrownBy(() -> hub.importing.read(first)).hasMessageContaining("cut off");
    database.asOwner().sql("drop function fail_late() cascade").update();
    DumpImport half = hub.now(id);
    assertThat(half.lines()).isEqualTo(150);

    hub.importing.failed(first, new IllegalStateException("died"), true);
    hub.importing.read(hub.queue.claim());

    assertThat(hub.now(id))
        .extracting(DumpImport::state, DumpImport::lines, DumpImport::stored)
        .containsExactly(State.FINISHED, 400L, 400L);
    assertThat(count("true")).isEqualTo(400);
  }

  @Test
  void refusesTheBatchOfAnAttemptThatWasTakenOver() throws Exception {
    UUID id = hub.receive(DumpOf.bytes(DumpOf.threads(0, 10)));
    Claim stale = hub.queue.claim();
    database
        .asOwner()
        .sql(
            "create or replace function take_over() returns trigger language plpgsql as $$"
                + " begin new.token := gen_random_uuid(); return new; end $$")
        .update();
    database
        .asOwner()
        .sql(
            "create trigger take_over before update of token on dump_import for each row"
                + " execute function take_over()")
        .update();

    assertThatThrownBy(() -> hub.importing.read(stale)).isInstanceOf(LostClaim.class);

    database.asOwner().sql("drop function take_over() cascade").update();
    assertThat(count("true")).isZero();
    assertThat(hub.now(id).lines()).isZero();
  }

  @Test
  void deletesTheFileWhenItIsRead() throws Exception {
    DumpImport read = hub.read(DumpOf.bytes(DumpOf.threads(0, 1)));

    assertThat(Files.exists(hub.files.of(read.id()))).isFalse();
  }

  @Test
  void givesUpAnImportThatDoesNotGetOn() throws Exception {
    UUID id = hub.receive(DumpOf.bytes(DumpOf.threads(0, 1)));
    database.asOwner().sql("update job set attempts = 4").update();
    Claim last = hub.queue.claim();

    hub.importing.failed(last, new IllegalStateException("a text's own words"), true);

    assertThat(hub.now(id).state()).isEqualTo(State.STOPPED);
    assertThat(hub.now(id).message())
        .startsWith("It failed 5 times without getting on")
        .doesNotContain("own words");
  }

  @Test
  void asksForAReasonBeyondTheUsualTime() {
    assertThatThrownBy(() -> hub.imports.keeping("2999-01-31", " "))
        .isInstanceOf(ImportRefused.class)
        .hasMessageContaining("more than 48 hours");
    assertThatThrownBy(() -> hub.imports.keeping("2020-01-31", "for a study"))
        .hasMessageContaining("passed");
    assertThatThrownBy(() -> hub.imports.keeping("soon", "")).hasMessageContaining("2027-01-31");
    assertThat(hub.imports.keeping("2999-01-31", "Licence for a study").reason())
        .isEqualTo("Licence for a study");
  }

  @Test
  void takesAFileFromTheInboxOnce() throws Exception {
    Path dropped = Files.write(folder.resolve("RC.ndjson"), DumpOf.bytes(DumpOf.threads(0, 3)));
    Keeping keeping = hub.imports.keeping("", "");

    UUID id = hub.imports.take(WORKSPACE, dropped, keeping).orElseThrow();

    assertThat(hub.imports.take(WORKSPACE, dropped, keeping)).isEmpty();
    hub.importing.read(hub.queue.claim());
    assertThat(hub.now(id).posts()).isEqualTo(3);
    assertThat(hub.now(id).createdBy()).isNull();
  }

  @Test
  void findsThePostsNearestToATopicFirst() throws Exception {
    DumpImport read =
        hub.read(
            DumpOf.bytes(
                DumpOf.threads(0, 20)
                    + DumpOf.post("near", "Vet shifts are a nightmare", "Swaps by telephone")
                    + DumpOf.post("nearer", "Vet shifts again", "The shift plan is a nightmare")));
    Instant since = Instant.parse("2025-01-01T00:00:00Z");

    List<Long> nearest = hub.posts.nearest(WORKSPACE, read.id(), "Nightmare shift plans", since);

    assertThat(nearest).hasSize(5);
    assertThat(
            TestTexts.on(database, Clock.systemUTC()).texts.byIds(WORKSPACE, nearest).stream()
                .map(text -> text.text().name())
                .limit(2))
        .containsExactlyInAnyOrder("t3_near", "t3_nearer");
    assertThat(hub.posts.nearest(WORKSPACE, UUID.randomUUID(), "Nightmare", since)).isEmpty();
  }

  @Test
  void cancelsAnImportAndKeepsWhatItStored() throws Exception {
    UUID id = hub.receive(DumpOf.bytes(DumpOf.threads(0, 3)));

    hub.imports.cancel(WORKSPACE, id);

    assertThat(hub.now(id).state()).isEqualTo(State.CANCELLED);
    assertThat(Files.exists(hub.files.of(id))).isFalse();
    assertThat(USER).isEqualTo(hub.now(id).createdBy());
  }

  private static NewText collected(String name) {
    return new NewText(
        "reddit",
        name,
        name,
        null,
        "freelance",
        "someone",
        "Invoice",
        "As Reddit gave it",
        Instant.parse("2026-01-01T00:00:00Z"),
        1,
        0,
        null,
        NewText.Status.PRESENT,
        Set.of());
  }

  private static int count(String where) {
    return database
        .jdbc()
        .sql("select count(*) from forum_text where " + where)
        .query(Integer.class)
        .single();
  }
}
