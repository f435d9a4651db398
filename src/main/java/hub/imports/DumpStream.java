package hub.imports;

import com.github.luben.zstd.ZstdIOException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * A dump's unpacked bytes, counted on both sides, so that a file that unpacks to nonsense sizes
 * ends in a message instead of a full disk.
 */
final class DumpStream implements AutoCloseable {
  private static final int BUFFER = 256 * 1024;

  /** A short file of equal lines may well shrink a thousandfold. */
  private static final long LOOK_FROM = 64L << 20;

  private final Counting file;
  private final InputStream unpacked;
  private final DumpFormat format;
  private final ImportSettings settings;
  private long out;

  private DumpStream(
      Counting file, InputStream unpacked, DumpFormat format, ImportSettings settings) {
    this.file = file;
    this.unpacked = unpacked;
    this.format = format;
    this.settings = settings;
  }

  /**
   * Opens a dump at a place of its unpacked bytes; what comes before is unpacked again, not read.
   *
   * @throws DumpTrouble if the file is no dump, or ends before that place
   */
  static DumpStream open(Path path, long from, ImportSettings settings) throws IOException {
    Counting file = new Counting(Files.newInputStream(path));
    try {
      BufferedInputStream buffered = new BufferedInputStream(file, BUFFER);
      buffered.mark(DumpFormat.HEAD);
      DumpFormat format = DumpFormat.of(buffered.readNBytes(DumpFormat.HEAD));
      buffered.reset();
      DumpStream stream = new DumpStream(file, unpack(format, buffered), format, settings);
      stream.skip(from);
      return stream;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  DumpFormat format() {
    return format;
  }

  /** How many bytes of the file itself were read. */
  long fileBytes() {
    return file.count;
  }

  /** How many bytes it unpacked to so far. */
  long outBytes() {
    return out;
  }

  /**
   * Reads on.
   *
   * @return how many bytes; -1 at the end
   * @throws DumpTrouble if the file is cut, damaged, or unpacks to too much
   */
  int read(byte[] into, int from, int length) throws IOException {
    try {
      int read = unpacked.read(into, from, length);
      out += Math.max(0, read);
      refuseBombs();
      return read;
    } catch (EOFException | ZipException | ZstdIOException e) {
      throw damaged(e);
    }
  }

  private void skip(long bytes) throws IOException {
    if (format == DumpFormat.PLAIN) {
      unpacked.skipNBytes(bytes);
      out = bytes;
      return;
    }
    byte[] passed = new byte[BUFFER];
    while (out < bytes) {
      if (read(passed, 0, (int) Math.min(passed.length, bytes - out)) < 0) {
        throw new DumpTrouble("The file is shorter than when it was begun. Import it anew.");
      }
    }
  }

  private void refuseBombs() {
    if (out > settings.largestOutput().toBytes()) {
      throw new DumpTrouble(
          "The file unpacks to more than %d MB. Split it, or raise hub.imports.largest-output."
              .formatted(settings.largestOutput().toMegabytes()));
    }
    if (out > LOOK_FROM && out / settings.mostExpansion() > file.count) {
      throw new DumpTrouble(
          "The file unpacks to more than %d times its size: no dump of texts does. If it is one, raise hub.imports.most-expansion."
              .formatted(settings.mostExpansion()));
    }
  }

  private static InputStream unpack(DumpFormat format, InputStream packed) throws IOException {
    try {
      return format.open(packed);
    } catch (EOFException | ZipException e) {
      throw new DumpTrouble("The file is damaged at its very start. Get it again.");
    }
  }

  private DumpTrouble damaged(IOException why) {
    String words = String.valueOf(why.getMessage()).toLowerCase(java.util.Locale.ROOT);
    boolean cut =
        why instanceof EOFException || words.contains("truncated") || words.contains("eof");
    return new DumpTrouble(
        (cut ? "The file is cut: it ends in the middle" : "The file is damaged")
            + " after %,d of its bytes. What was read before is stored. Get the file again and import it anew."
                .formatted(file.count));
  }

  @Override
  public void close() throws IOException {
    unpacked.close();
  }

  /** Counts what passes. */
  private static final class Counting extends FilterInputStream {
    private long count;

    private Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = in.read(into, from, length);
      count += Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
      long skipped = in.skip(bytes);
      count += skipped;
      return skipped;
    }
  }
}
