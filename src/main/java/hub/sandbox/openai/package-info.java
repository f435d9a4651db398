/**
 * OpenAI's API on loopback: chat completions, embeddings and models in the recorded wire format.
 */
@NullMarked
package hub.sandbox.openai;

import org.jspecify.annotations.NullMarked;
