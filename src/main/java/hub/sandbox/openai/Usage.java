package hub.sandbox.openai;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one answer is billed for, in tokens.
 *
 * @param prompt all input
 * @param cached the part of {@code prompt} that was found in the cache
 * @param completion all output
 * @param reasoning the part of {@code completion} that nobody sees
 */
record Usage(int prompt, int cached, int completion, int reasoning) {

  ObjectNode json() {
    ObjectNode usage = JsonMapper.shared().createObjectNode();
    usage.put("prompt_tokens", prompt);
    usage.put("completion_tokens", completion);
    usage.put("total_tokens", prompt + completion);
    usage.putObject("prompt_tokens_details").put("cached_tokens", cached).put("audio_tokens", 0);
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", reasoning)
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return usage;
  }
}
