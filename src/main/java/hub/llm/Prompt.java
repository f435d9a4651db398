package hub.llm;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A versioned prompt: the static part that comes first and is cached, and the schema of the answer.
 *
 * @param name for instance {@code classify}; also the name of the response schema
 * @param version for instance {@code v1}
 * @param hash the first 12 hexadecimal digits of SHA-256 over text and schema; kept with each
 *     result
 * @param text the system message
 * @param schema the strict JSON schema of the answer
 */
public record Prompt(String name, String version, String hash, String text, JsonNode schema) {}
