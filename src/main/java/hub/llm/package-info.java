/** Asking the model: prompts, response schemas, token counting, prices and the response cache. */
@NullMarked
package hub.llm;

import org.jspecify.annotations.NullMarked;
