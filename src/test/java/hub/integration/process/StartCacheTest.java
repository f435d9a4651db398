package hub.integration.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hub.FullStorm;
import hub.TestFolder;
import hub.integration.child.Begin;
import hub.integration.child.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache makes processes for flows start sooner, and never keeps one from starting. */
class StartCacheTest {
  @Test
  void startsWithoutACacheThatCannotBeRead(@TempDir Path folder) throws Exception {
    ChildSettings settings = TestProcesses.settings(folder);
    ChildClassPath classPath = new ChildClassPath(settings);
    Path cache = cacheOf(classPath);
    Files.writeString(cache, "cut off while it was written");
    assertThat(classPath.get().cache().options()).containsExactly("-XX:AOTCache=" + cache);

    assertThat(start(settings, classPath).what()).isEqualTo(Said.What.STARTED);

    assertThat(cache).as("nothing is made in its place").hasContent("cut off while it was written");
  }

  @Test
  @FullStorm.Only
  void isMadeOnceTheFirstProcessEndedAndFitsItsClassPath(@TempDir Path folder) throws Exception {
    ChildSettings settings = TestProcesses.settings(folder);
    ChildClassPath classPath = new ChildClassPath(settings);
    assertThat(classPath.get().cache().options()).isEmpty();

    start(settings, classPath);

    Path cache = cacheOf(classPath);
    await().atMost(Duration.ofMinutes(2)).until(() -> Files.isRegularFile(cache));
    // The JVM refuses to start here if it cannot use it.
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:AOTMode=on",
            "-XX:AOTCache=" + cache,
            "-cp",
            classPath.get().path(),
            "hub.integration.child.Child");
    Process used = new ProcessBuilder(command).start();
    used.getOutputStream().close();
    assertThat(used.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(used.exitValue()).isZero();
    try (var left = Files.list(cache.getParent())) {
      assertThat(left).noneMatch(file -> file.toString().contains(".new"));
    }
  }

  private static Path cacheOf(ChildClassPath classPath) {
    String first = classPath.get().path().split(java.io.File.pathSeparator)[0];
    return Path.of(first).resolveSibling("start.aot");
  }

  private static Said start(ChildSettings settings, ChildClassPath classPath) throws Exception {
    CompletableFuture<Said> said = new CompletableFuture<>();
    CompletableFuture<String> ended = new CompletableFuture<>();
    Begin begin =
        new Begin(
            false,
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            TestFolder.of("flows").toString(),
            Map.of(),
            Begin.Views.NONE);
    ChildProcess child =
        ChildProcess.start(
            settings, classPath, begin, said::complete, gone -> ended.complete(gone.why()));
    try {
      return said.get(1, TimeUnit.MINUTES);
    } finally {
      child.close();
      ended.get(1, TimeUnit.MINUTES);
    }
  }
}
