package hub.sandbox;

import hub.sandbox.openai.judge.Judge;
import hub.sandbox.openai.judge.Vectors;
import hub.sandbox.reddit.RedditApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Runs the sandbox as a process of its own, so that it outlives a hub that is killed. */
public final class SandboxMain {
  /** Saved now and then, so that whoever stops waiting keeps what was done. */
  private static final int NEW_VECTORS = 1_000;

  private SandboxMain() {}

  /**
   * Options as {@link SandboxOptions#of} reads them; prints the address, then the secret. With
   * {@code --prepared=FILE} everything that the model would have to embed is embedded before the
   * address is printed, so that a measurement does not measure the sandbox; the file keeps it for
   * the next start.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SandboxOptions options = SandboxOptions.of(arguments);
    Optional<Path> prepared = SandboxOptions.preparedFile(arguments);
    if (prepared.isPresent()) {
      prepare(options, prepared.get());
    }
    SandboxServer sandbox = SandboxServer.start(options);
    System.out.println("sandbox " + sandbox.url());
    System.out.println("secret " + options.secret());
    System.out.flush();
    Thread.currentThread().join();
  }

  private static void prepare(SandboxOptions options, Path file) throws IOException {
    Vectors vectors = Vectors.shared();
    vectors.load(file);
    Catalogue catalogue = Catalogue.standard();
    Judge judge = new Judge(catalogue, vectors, options.seed());
    judge.prepare(catalogue);
    new RedditApi(options, catalogue)
        .read(
            (title, text) -> {
              judge.preparePost(title, text);
              vectors.saveAfter(NEW_VECTORS, file);
            },
            judge::prepareComment);
    vectors.saveAfter(1, file);
  }
}
