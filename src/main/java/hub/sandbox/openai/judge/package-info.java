/**
 * The sandbox's model: reads texts with a real embedding model and word cues, and knows of the
 * corpus nothing but the catalogue.
 */
@NullMarked
package hub.sandbox.openai.judge;

import org.jspecify.annotations.NullMarked;
