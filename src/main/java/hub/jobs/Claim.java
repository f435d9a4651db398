package hub.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * One attempt at one job, held under its process's lease. Nothing about the job can be written
 * without the token.
 *
 * @param jobId the job
 * @param token this attempt's token, new at each claim
 * @param workspaceId whose work it is
 * @param analysisId the analysis it belongs to
 * @param kind names the journey
 * @param payload as enqueued
 * @param lane as enqueued
 * @param attempt 1 for the first; crashes count, parking does not
 * @param limited whether others may wait for it to end
 * @param readyAt since when it could have run
 * @param begunAt when it was claimed
 */
public record Claim(
    UUID jobId,
    UUID token,
    UUID workspaceId,
    UUID analysisId,
    String kind,
    JsonNode payload,
    Lane lane,
    int attempt,
    boolean limited,
    Instant readyAt,
    Instant begunAt) {}
