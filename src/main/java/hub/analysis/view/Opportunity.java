package hub.analysis.view;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An opportunity as the ranking shows it.
 *
 * @param title a sentence of a few words
 * @param quote its best quote; empty once expired
 * @param who the kind of person, in a few words
 * @param antiPatterns found, at least partly
 * @param communities where it was mentioned, without {@code r/}
 * @param charge what finding it was charged, in US dollars
 */
public record Opportunity(
    UUID id,
    String title,
    String quote,
    String who,
    Set<AntiPattern> antiPatterns,
    List<String> communities,
    Facts facts,
    BigDecimal charge) {}
