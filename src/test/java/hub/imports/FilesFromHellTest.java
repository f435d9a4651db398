package hub.imports;

import static org.assertj.core.api.Assertions.assertThat;

import hub.TestDatabase;
import hub.imports.DumpImport.State;
import hub.jobs.TestQueue;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class FilesFromHellTest {
  private static final String GOOD = DumpOf.threads(0, 10);
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
  void countsAndListsBrokenLinesAndReadsTheOthers() throws Exception {
    String dump =
        GOOD
            + "{\"title\": \n"
            + "[1, 2]\n"
            + "\n"
            + "{\"display_name\":\"freelance\"}\n"
            + "{\"id\":\"x\",\"title\":\"No time\"}\n"
            + DumpOf.threads(10, 5);

    DumpImport read = hub.read(DumpOf.bytes(dump));

    assertThat(read)
        .extracting(DumpImport::state, DumpImport::posts, DumpImport::broken)
        .containsExactly(State.FINISHED, 15L, 4L);
    assertThat(hub.imports.brokenLines(read))
        .extracting(BrokenLine::number)
        .containsExactly(21L, 22L, 24L, 25L);
    assertThat(hub.imports.brokenLines(read))
        .extracting(BrokenLine::why)
        .element(2)
        .isEqualTo("is neither a post (no title) nor a comment (no body)");
  }

  @Test
  void namesALineInAnotherEncoding() throws Exception {
    byte[] latin = DumpOf.post("caf", "Café", "Déjà vu").getBytes(StandardCharsets.ISO_8859_1);

    DumpImport read = hub.read(joined(DumpOf.bytes(GOOD), latin));

    assertThat(read)
        .extracting(DumpImport::state, DumpImport::broken)
        .containsExactly(State.FINISHED, 1L);
    assertThat(hub.imports.brokenLines(read).getFirst().why()).isEqualTo("is not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
  void stopsAtAFileInAnotherEncoding(String encoding) throws Exception {
    assertThat(hub.read(GOOD.getBytes(encoding)).message()).contains("not UTF-8");
  }

  @Test
  void stopsAtAnEmptyFile() throws Exception {
    assertThat(hub.read(new byte[0]).message()).isEqualTo("The file is empty. Get it again.");
  }

  @Test
  void stopsAtAFileThatIsNoDump() throws Exception {
    DumpImport read = hub.read(DumpOf.bytes("name,age\nmira,34\n".repeat(5_000)));

    assertThat(read.state()).isEqualTo(State.STOPPED);
    assertThat(read.message()).startsWith("No line could be read").contains("line 1 is no JSON");
    assertThat(read.broken()).isEqualTo(1_000);
  }

  @Test
  void namesOtherPackings() throws Exception {
    assertThat(hub.read(new byte[] {'P', 'K', 3, 4, 0, 0}).message()).contains("a ZIP archive");
    assertThat(hub.read(new byte[] {'B', 'Z', 'h', '9'}).message()).contains("bzip2");
  }

  @Test
  void keepsWhatCameBeforeTheCut() throws Exception {
    byte[] noise = DumpOf.bytes(noise(3_000));
    byte[] zstd = DumpOf.zstd(noise);
    byte[] gzip = DumpOf.gzip(noise);

    DumpImport cutZstd = hub.read(Arrays.copyOf(zstd, zstd.length * 2 / 3));
    DumpImport cutGzip = hub.read(Arrays.copyOf(gzip, gzip.length * 2 / 3));

    for (DumpImport cut : new DumpImport[] {cutZstd, cutGzip}) {
      assertThat(cut.state()).isEqualTo(State.STOPPED);
      assertThat(cut.message()).startsWith("The file is cut");
      assertThat(cut.posts()).isPositive();
    }
  }

  @Test
  void saysThatTheLastLineOfAPlainFileIsCut() throws Exception {
    byte[] dump = DumpOf.bytes(GOOD);

    DumpImport read = hub.read(Arrays.copyOf(dump, dump.length - 30));

    assertThat(read.broken()).isEqualTo(1);
    assertThat(hub.imports.brokenLines(read).getFirst().why()).endsWith("the file ends within it");
  }

  @Test
  void namesADamagedFile() throws Exception {
    byte[] gzip = DumpOf.gzip(DumpOf.bytes(noise(3_000)));
    Arrays.fill(gzip, gzip.length / 2, gzip.length / 2 + 200, (byte) 0x55);

    assertThat(hub.read(gzip).message()).startsWith("The file is damaged");
  }

  @Test
  void passesOverALineOfFiftyMegabytes() throws Exception {
    ByteArrayOutputStream dump = new ByteArrayOutputStream();
    dump.write(DumpOf.bytes(GOOD));
    byte[] chunk = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 50; i++) {
      dump.write(chunk);
    }
    dump.write('\n');
    dump.write(DumpOf.bytes(DumpOf.threads(10, 10)));

    DumpImport read = hub.read(dump.toByteArray());

    assertThat(read)
        .extracting(DumpImport::state, DumpImport::posts, DumpImport::broken)
        .containsExactly(State.FINISHED, 20L, 1L);
    assertThat(hub.imports.brokenLines(read))
        .containsExactly(new BrokenLine(21, "has more than 1 MB"));
  }

  @Test
  @DisplayName("S9 A small file that unpacks to hundreds of times its size ends in its message")
  void stopsAtABomb() throws Exception {
    byte[] line = new byte[1 << 20];
    Arrays.fill(line, (byte) ' ');
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 200; i++) {
        out.write(line);
        out.write('\n');
      }
    }

    DumpImport read = hub.read(packed.toByteArray());

    assertThat(read.state()).isEqualTo(State.STOPPED);
    assertThat(read.message()).contains("unpacks to more than 400 times its size");
  }

  @Test
  @DisplayName("S9 A file that unpacks to more than is allowed ends in its message")
  void stopsAtTheLargestOutput() throws Exception {
    TestImports small =
        TestImports.on(
            database,
            TestImports.settings(folder, DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), 50));

    DumpImport read = small.read(DumpOf.gzip(DumpOf.bytes(noise(6_000))));

    assertThat(read.message()).contains("unpacks to more than 1 MB");
    assertThat(read.posts()).isPositive();
  }

  @Test
  void storesCharactersThatTheDatabaseCannotHold() throws Exception {
    DumpImport read =
        hub.read(
            DumpOf.bytes(DumpOf.post("n", "NUL \\u0000 and half \\ud800", "{\\\"a\\\", \\\\}")));

    assertThat(read.stored()).isEqualTo(1);
    assertThat(database.jdbc().sql("select body from forum_text").query(String.class).single())
        .isEqualTo("{\"a\", \\}");
  }

  /** Posts that hardly shrink. */
  private static String noise(int posts) {
    Random random = new Random(7);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < posts; i++) {
      lines.append(DumpOf.post("n" + i, "Noise", Long.toHexString(random.nextLong()).repeat(1)));
      lines.append(DumpOf.comment("m" + i, "n" + i, Long.toHexString(random.nextLong())));
    }
    return lines.toString();
  }

  private static byte[] joined(byte[] one, byte[] two) {
    return java.nio.ByteBuffer.allocate(one.length + two.length).put(one).put(two).array();
  }
}
