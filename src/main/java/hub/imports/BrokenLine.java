package hub.imports;

/**
 * A line of a dump that was not read.
 *
 * @param number from 1
 * @param why goes behind the number: "is no JSON from column 7 on"; never what the line says
 */
public record BrokenLine(long number, String why) {}
