package hub.analysis;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an analysis is cut into calls.
 *
 * @param postsPerCall posts a call of the first stage, 10 to 25
 * @param waves how many waves, the most promising first
 * @param commentsPerCall comments a call of the fourth stage
 * @param commentsPerPost the most comments fetched and read for one post
 * @param groupsPerMerge the most groups in one merging call, those with most authors first
 * @param opportunitiesPerReading opportunities a ranking call
 * @param secondReadings how many of the top are read again in another order
 */
@ConfigurationProperties("hub.analysis")
public record AnalysisSettings(
    @DefaultValue("20") int postsPerCall,
    @DefaultValue("4") int waves,
    @DefaultValue("30") int commentsPerCall,
    @DefaultValue("60") int commentsPerPost,
    @DefaultValue("30") int groupsPerMerge,
    @DefaultValue("4") int opportunitiesPerReading,
    @DefaultValue("8") int secondReadings) {

  public AnalysisSettings {
    if (postsPerCall < 10 || postsPerCall > 25) {
      throw new IllegalArgumentException(
          "hub.analysis.posts-per-call is " + postsPerCall + "; give a number from 10 to 25");
    }
  }
}
