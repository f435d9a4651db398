package hub.analysis;

/**
 * What is expected of a post before it is judged.
 *
 * @param post its id
 * @param chance how likely it fits the topic, 0 to 1
 * @param tokens of its words
 * @param talk comments that would be fetched below it, as far as its source tells
 * @param readings calls that it takes to read them
 */
record Expected(long post, double chance, int tokens, int talk, int readings) {}
