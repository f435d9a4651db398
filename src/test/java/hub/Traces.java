package hub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Looks for words that should be nowhere: in every table as COPY writes it, and in every byte of
 * folders, as they are and in hex, base64, JSON's escapes and deflated.
 */
public final class Traces {
  private static final int LARGEST_INFLATED = 4_000_000;

  private final List<String> words;
  private final Set<String> forms = new LinkedHashSet<>();

  private Traces(List<String> words) {
    this.words = words;
    words.forEach(word -> add(word.getBytes(StandardCharsets.UTF_8)));
    words.stream().map(Traces::escaped).map(Traces::bytes).forEach(forms::add);
  }

  /** Of these words. */
  public static Traces of(List<String> words) {
    return new Traces(words);
  }

  /** And of these bytes. */
  public Traces and(byte[] bytes) {
    add(bytes);
    return this;
  }

  private void add(byte[] word) {
    forms.add(new String(word, StandardCharsets.ISO_8859_1));
    forms.add(HexFormat.of().formatHex(word));
    forms.add(HexFormat.of().withUpperCase().formatHex(word));
    for (int shift = 0; shift < 3; shift++) {
      // Base64 writes three bytes as four letters, so the same word looks in three ways.
      byte[] whole = Arrays.copyOfRange(word, shift, shift + (word.length - shift) / 3 * 3);
      forms.add(Base64.getEncoder().encodeToString(whole));
      forms.add(Base64.getUrlEncoder().encodeToString(whole));
    }
  }

  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(
            c ->
                escaped.append(
                    c < 128 && c != '"' && c != '\\' && c != '\''
                        ? String.valueOf((char) c)
                        : "\\u%04x".formatted(c)));
    return escaped.toString();
  }

  /** Whether a text holds one of the words. */
  public boolean standIn(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT)));
  }

  /** The tables that hold one, each with the first row that does. */
  public List<String> inTables(TestDatabase database) {
    List<String> found = new ArrayList<>();
    for (String table :
        database
            .asOwner()
            .sql("select tablename from pg_tables where schemaname = 'public' order by 1")
            .query(String.class)
            .list()) {
      database
          .asOwner()
          .sql(
              "select left(t::text, 300) from \"%s\" t, unnest(cast(:forms as text[])) as form"
                      .formatted(table)
                  + " where strpos(lower(t::text), lower(form)) > 0 limit 1")
          .param("forms", printable())
          .query(String.class)
          .optional()
          .ifPresent(row -> found.add(table + ": " + row));
    }
    return found;
  }

  private String[] printable() {
    return forms.stream()
        .filter(form -> form.chars().allMatch(c -> c >= ' '))
        .map(form -> new String(form.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
        .toArray(String[]::new);
  }

  /** The files below a folder that hold one. */
  public List<String> inFiles(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(this::in).map(Path::toString).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean in(Path file) {
    byte[] bytes = read(file);
    return holds(bytes) || inflated(bytes).stream().anyMatch(this::holds);
  }

  private boolean holds(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return forms.stream().anyMatch(text::contains);
  }

  /** A file may go while it is looked for, as old write-ahead files do. */
  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException gone) {
      return new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a gzip or zlib stream at each of their marks unpacks to. */
  private static List<byte[]> inflated(byte[] bytes) {
    List<byte[]> unpacked = new ArrayList<>();
    for (int at = 0; at + 12 < bytes.length; at++) {
      int first = bytes[at] & 0xff;
      int second = bytes[at + 1] & 0xff;
      if (first == 0x1f && second == 0x8b && bytes[at + 2] == 8 && bytes[at + 3] == 0) {
        unpacked.add(inflate(bytes, at + 10, true));
      } else if (first == 0x78 && (second == 0x9c || second == 0xda || second == 0x01)) {
        unpacked.add(inflate(bytes, at, false));
      }
    }
    return unpacked;
  }

  private static byte[] inflate(byte[] bytes, int from, boolean bare) {
    Inflater inflater = new Inflater(bare);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      inflater.setInput(bytes, from, Math.min(LARGEST_INFLATED, bytes.length - from));
      byte[] part = new byte[8_192];
      for (int read = inflater.inflate(part);
          read > 0 && out.size() < LARGEST_INFLATED;
          read = inflater.inflate(part)) {
        out.write(part, 0, read);
      }
    } catch (DataFormatException noStream) {
      // The two bytes were others' by chance; what was unpacked till here is looked at all the
      // same.
      return out.toByteArray();
    } finally {
      inflater.end();
    }
    return out.toByteArray();
  }
}
