package bench;

import hub.jobs.QueueRig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The rate at which pgbench claims and ends jobs with the hub's own two statements. */
final class BareQueue {
  static final int CLIENTS = 2;

  private final BenchDatabase database;
  private final Pgbench pgbench;

  BareQueue(BenchDatabase database) {
    this.database = database;
    this.pgbench = Pgbench.find(CLIENTS).orElseThrow();
  }

  /**
   * Jobs a second.
   *
   * @param inFlight jobs that are claimed and not ended, of all clients together
   * @param jobs how many wait, their places one after the other
   */
  double perSecond(Path folder, int inFlight, int jobs) throws IOException, InterruptedException {
    int batch = inFlight / CLIENTS;
    long first =
        database.asOwner().sql("select min(place) from job_waiting").query(Long.class).single();
    return pgbench.perSecond(
            database,
            folder,
            script(first, batch, jobs / CLIENTS),
            "-t",
            String.valueOf(jobs / CLIENTS / batch),
            "-D",
            "turn=0")
        * batch;
  }

  /** Each client takes places of its own, one batch after the other. */
  private static String script(long first, int batch, int jobsOfAClient) {
    List<String> statements = QueueRig.statements();
    String claim =
        statements
            .get(0)
            .replace(
                ":places", "array(select p from generate_series(:low::bigint, :high::bigint) p)")
            .replace(":process", "'00000000-0000-0000-0000-000000000001'::uuid")
            .replace(":now", "now()");
    int last = claim.lastIndexOf("\nselect ");
    String gathered =
        claim.substring(0, last)
            + ", claimed as ("
            + claim.substring(last).strip()
            + ") select array_agg(id)::text as ids, array_agg(token)::text as tokens from claimed";
    String finish =
        statements
            .get(1)
            .replace(":ids", ":ids::uuid[]")
            .replace(":tokens", ":tokens::uuid[]")
            .replace(":now", "now()");
    return """
    \\set low %d + :client_id * %d + :turn * %d
    \\set high :low + %d
    \\set turn :turn + 1
    %s \\gset
    %s;
    """
        .formatted(first, jobsOfAClient, batch, batch - 1, oneLine(gathered), oneLine(finish));
  }

  private static String oneLine(String sql) {
    return sql.strip().replaceAll("\\s+", " ");
  }
}
