package hub.vectors;

import hub.TestDatabase;
import hub.llm.TestEmbeddings;
import hub.sandbox.Catalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stored texts with vectors for a benchmark, and how well the labelled posts are found and grouped.
 */
public final class BenchedTexts {
  private static final int BATCH = 2_000;
  private static final List<String> SAID =
      Catalogue.standard().topics().stream()
          .flatMap(topic -> topic.problems().stream())
          .flatMap(problem -> problem.statements().stream())
          .toList();

  private BenchedTexts() {}

  /** Stores so many posts of two or three statements each, as they are after embedding. */
  public static void fill(JdbcClient jdbc, Supplier<float[]> vectors, int posts) {
    Random random = new Random(9);
    jdbc.sql("alter table forum_text disable trigger user").update();
    for (int from = 0; from < posts; from += BATCH) {
      List<String> bodies = new ArrayList<>();
      List<byte[]> bytes = new ArrayList<>();
      for (int i = 0; i < Math.min(BATCH, posts - from); i++) {
        bodies.add(said(random) + " " + said(random) + " " + said(random));
        bytes.add(Floats.bytes(vectors.get()));
      }
      insert(jdbc, from, bodies, bytes);
    }
    jdbc.sql("alter table forum_text enable trigger user").update();
    jdbc.sql("analyze").update();
  }

  private static String said(Random random) {
    return SAID.get(random.nextInt(SAID.size()));
  }

  private static void insert(JdbcClient jdbc, int from, List<String> bodies, List<byte[]> bytes) {
    jdbc.sql(
            """
            with stored as (
              insert into forum_text (workspace_id, mode, source, name, thread, community, author, title, body, created_at,
                     score, comments, status, traits, collected_by, confirmed_at, expires_at)
              select :workspace, 'sandbox', 'reddit', 't3_' || :from + n, 't3_' || :from + n, 'bench' || n % 40, 'u' || n,
                     left(body, 60), body, now() - make_interval(mins => n::int), n % 50, 0, 'present', '{}', 'bench', now(),
                     now() + interval '2 days'
                from unnest(cast(:bodies as text[])) with ordinality as t (body, n)
              returning id, name, title, body, community, created_at, score
            ), words as (
              insert into text_words (text_id, workspace_id, mode, kind, community, created_at, score, words)
              select id, :workspace, 'sandbox', 'post', community, created_at, score,
                     setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'B')
                from stored
            )
            insert into text_vector (text_id, model, workspace_id, mode, kind, hash, dimension, vector)
            select s.id, :model, :workspace, 'sandbox', 'post', sha256(s.name::bytea), 384, t.vector
              from stored s
              join unnest(cast(:vectors as bytea[])) with ordinality as t (vector, n) on s.name = 't3_' || :from + t.n
            """)
        .param("workspace", TestDatabase.WORKSPACE)
        .param("from", from)
        .param("bodies", bodies.toArray(String[]::new))
        .param("vectors", bytes.toArray(byte[][]::new))
        .param("model", new MeaningModel(TestEmbeddings.inJar()).name())
        .update();
  }

  /** A question that was not asked before: parts of two statements. */
  public static String question(int number) {
    String one = SAID.get(number * 7 % SAID.size());
    String other = SAID.get(number * 13 % SAID.size());
    return one.substring(0, Math.min(50, one.length()))
        + " "
        + other.substring(0, Math.min(30, other.length()));
  }

  /** See {@link ThemeFigures#rand}. */
  public static double rand() throws IOException {
    return ThemeFigures.rand(ThemePosts.read(), new MeaningModel(TestEmbeddings.inJar()));
  }

  /** See {@link ThemeFigures#gain}. */
  public static double gain() throws IOException {
    return ThemeFigures.gain(ThemePosts.read());
  }
}
