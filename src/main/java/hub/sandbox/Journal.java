package hub.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts what the sandbox was asked: one JSON line a request, handed to the operating system before
 * the answer leaves, so that it survives the end of any process (not of the machine).
 */
public final class Journal implements AutoCloseable {
  private final JsonMapper json = JsonMapper.shared();
  private final Map<String, Long> counts = new TreeMap<>();
  private final @Nullable Path file;
  private final @Nullable FileChannel channel;

  /** Appends to the file, made if it is missing; null counts in memory alone. */
  public Journal(@Nullable Path file) {
    this.file = file;
    this.channel = file == null ? null : open(file);
  }

  private static FileChannel open(Path file) {
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox cannot write its journal " + file, e);
    }
  }

  /** Writes one line; counted under {@code vendor status}. */
  public synchronized void write(String vendor, int status, Map<String, Object> line) {
    counts.merge(vendor + " " + status, 1L, Long::sum);
    if (channel != null) {
      append(channel, json.writeValueAsString(line) + "\n");
    }
  }

  private void append(FileChannel channel, String line) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox cannot write its journal " + file, e);
    }
  }

  /**
   * How many requests got which status, for instance {@code reddit 200}; 0 is a connection without
   * an answer.
   */
  public synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /** The lines of the file so far, oldest first; empty without a file. */
  public synchronized List<String> lines() {
    try {
      return file == null ? List.of() : Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox cannot read its journal " + file, e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
