/**
 * The {@code openai:} component: chat completions and embeddings over OpenAI's SDK, shaped like
 * Camel's own.
 */
@NullMarked
package components.openai;

import org.jspecify.annotations.NullMarked;
