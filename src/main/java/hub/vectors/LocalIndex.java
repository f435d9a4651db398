package hub.vectors;

import hub.Mode;
import hub.Sha256;
import hub.llm.EmbeddingModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The index that is always there: this process's own copy of all vectors, on its disk, a folder for
 * each model, so that one can be made while another is searched. It reads on in the log before each
 * search, so what was written is found at once; what is missing, damaged or too far behind is made
 * again from PostgreSQL.
 */
@Component
public class LocalIndex implements AutoCloseable {
  private final VectorRows rows;
  private final EmbeddingModels models;
  private final Path folder;
  private final Map<String, ModelIndex> open = new ConcurrentHashMap<>();

  LocalIndex(VectorRows rows, EmbeddingModels models, VectorSettings settings) {
    this.rows = rows;
    this.models = models;
    this.folder = settings.folder();
  }

  /** The nearest texts, nearest first; never more than asked for, never another space's. */
  public List<Hit> nearest(Nearest asked) {
    return of(asked.model()).nearest(asked);
  }

  /** Every text of a space of which it holds this model's vector. */
  public Set<Long> ids(Space space, String model) {
    return of(model).ids(space);
  }

  /**
   * Reads on in the log to its end, for the models that are searched.
   *
   * @return how many changes there were
   */
  public int readOn() {
    return Arrays.stream(Mode.values())
        .map(mode -> models.of(mode).now().name())
        .distinct()
        .mapToInt(this::readOn)
        .sum();
  }

  int readOn(String model) {
    return of(model).readOn();
  }

  /**
   * Reads on for every model that there are vectors of, also one that is to follow, joins parts
   * that small changes left behind, and drops what belongs to models that are used no more.
   */
  public void tidy() {
    Set<String> used =
        Arrays.stream(Mode.values())
            .flatMap(mode -> models.of(mode).all().stream())
            .map(EmbeddingModels.Model::name)
            .collect(Collectors.toSet());
    drop(used);
    used.forEach(model -> of(model).tidy());
  }

  private void drop(Set<String> used) {
    try {
      for (String model : List.copyOf(open.keySet())) {
        ModelIndex gone = used.contains(model) ? null : open.remove(model);
        if (gone != null) {
          gone.delete();
        }
      }
      Set<Path> kept = used.stream().map(this::folder).collect(Collectors.toSet());
      for (Path each : parts()) {
        if (!kept.contains(each)) {
          new ModelIndex(rows, "", each).delete();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Indexes that are used no more can't be dropped", e);
    }
  }

  /** Folders that hold an index; whatever else somebody put there is let alone. */
  private List<Path> parts() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(LocalIndex::isAnIndex).toList();
    }
  }

  private static boolean isAnIndex(Path folder) {
    String[] files = folder.toFile().list();
    return files != null && Arrays.stream(files).anyMatch(file -> file.startsWith("segments_"));
  }

  private ModelIndex of(String model) {
    return open.computeIfAbsent(model, name -> new ModelIndex(rows, name, folder(name)));
  }

  /** A name that every file system takes, another one for each model. */
  private Path folder(String model) {
    return folder.resolve(
        model.matches("[a-z0-9][a-z0-9.-]*") ? model : "model-" + Sha256.hex(model, 8));
  }

  @Override
  public void close() throws IOException {
    for (ModelIndex each : open.values()) {
      each.close();
    }
    open.clear();
  }
}
