package hub.imports;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** How a dump is packed, told from its first bytes and never from its name. */
enum DumpFormat {
  PLAIN,
  GZIP,
  ZSTD;

  /** How many first bytes tell. */
  static final int HEAD = 64;

  /** Archives pack with {@code --long=31}; zstd refuses windows beyond 128 MB unless told. */
  private static final int LONGEST_WINDOW = 31;

  private static final int GZIP_BUFFER = 64 * 1024;

  private record Magic(String hex, String name) {}

  private static final List<Magic> OTHERS =
      List.of(
          new Magic("504b0304", "a ZIP archive"),
          new Magic("fd377a585a00", "packed with xz"),
          new Magic("425a68", "packed with bzip2"),
          new Magic("377abcaf271c", "a 7-Zip archive"),
          new Magic("526172211a07", "a RAR archive"));

  /**
   * The format that a file's first bytes tell.
   *
   * @throws DumpTrouble if it is empty, another kind of archive, or text in another encoding
   */
  static DumpFormat of(byte[] head) {
    if (head.length == 0) {
      throw new DumpTrouble("The file is empty. Get it again.");
    }
    if (starts(head, "1f8b")) {
      return GZIP;
    }
    if (starts(head, "28b52ffd") || isSkippableFrame(head)) {
      return ZSTD;
    }
    for (Magic other : OTHERS) {
      if (starts(head, other.hex())) {
        throw new DumpTrouble(
            "The file is %s. Unpack it first, or pack it as .zst or .gz.".formatted(other.name()));
      }
    }
    refuseOtherEncodings(head);
    return PLAIN;
  }

  InputStream open(InputStream file) throws IOException {
    return switch (this) {
      case PLAIN -> file;
      case GZIP -> new GZIPInputStream(file, GZIP_BUFFER);
      case ZSTD -> new ZstdInputStream(file).setLongMax(LONGEST_WINDOW);
    };
  }

  private static void refuseOtherEncodings(byte[] head) {
    boolean marked = starts(head, "fffe") || starts(head, "feff");
    long zeros = java.util.stream.IntStream.range(0, head.length).filter(i -> head[i] == 0).count();
    if (marked || zeros * 4 >= head.length) {
      throw new DumpTrouble(
          "The file is not UTF-8; it looks like UTF-16 or UTF-32. Convert it, for instance with"
              + " iconv -f UTF-16 -t UTF-8.");
    }
  }

  private static boolean isSkippableFrame(byte[] head) {
    return head.length >= 4 && (head[0] & 0xF0) == 0x50 && starts(rest(head), "2a4d18");
  }

  private static byte[] rest(byte[] head) {
    return Arrays.copyOfRange(head, 1, head.length);
  }

  private static boolean starts(byte[] head, String hex) {
    byte[] magic = HexFormat.of().parseHex(hex);
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }
}
