package hub.integration.check;

/**
 * One thing that keeps a flow from being published.
 *
 * @param line where its cause is, from 1
 * @param column from 1
 * @param endColumn behind the cause's last character on that line, at least {@code column}
 * @param rule which rule it breaks, a word that documentation and tests know: {@code syntax},
 *     {@code schema}, {@code endpoint}, {@code simple}, {@code placeholder}, {@code bean}, {@code
 *     id}, {@code direct}, {@code policy}
 * @param sentence what is wrong, naming what stands there
 * @param remedy what would work instead
 */
public record Problem(
    int line, int column, int endColumn, String rule, String sentence, String remedy) {}
