package hub.integration.trial;

/**
 * What would have left the hub.
 *
 * @param step the id of the step that would have sent it
 * @param to where: the endpoint's URI with all secrets masked
 * @param message what
 */
public record WouldSend(String step, String to, TrialMessage message) {}
