package io.cuepoint.index.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * English words of which one excludes the other: colours, directions, numbers, opposites. Sentences
 * that differ only in one of them are near to a sentence encoder ("from left to right" and "from
 * right to left" have a cosine of 0.99), but tell of different things.
 */
final class Contrast {
  /** One family a line; words of one meaning are joined by {@code /}. */
  private static final List<String> FAMILIES =
      List.of(
          "red orange yellow green blue purple/violet pink brown black white grey/gray",
          "left/leftward/leftwards right/rightward/rightwards",
          "top bottom",
          "up/upward/upwards/rise/rises/rising/rose/ascends/ascending/climbs/climbing"
              + " down/downward/downwards/fall/falls/falling/fell/descends/descending/drops/dropping",
          "forward/forwards/forth backward/backwards/back",
          "enters/enter/entering/entered/arrives/arriving leaves/leave/leaving/exits/exiting",
          "opens/open/opening/opened closes/close/closing/closed/shuts/shutting",
          "appears/appear/appearing/appeared disappears/disappear/disappearing/vanishes/vanishing",
          "starts/start/starting/begins/beginning stops/stop/stopping/ends/ending",
          "grows/growing/expands/expanding shrinks/shrinking",
          "on off",
          "one/1 two/2 three/3 four/4 five/5 six/6 seven/7 eight/8 nine/9 ten/10");

  private record Place(int family, String meaning) {}

  private static final Map<String, Place> PLACES = places();

  private Contrast() {}

  private static Map<String, Place> places() {
    Map<String, Place> places = new HashMap<>();
    for (int family = 0; family < FAMILIES.size(); family++) {
      for (String meaning : FAMILIES.get(family).split(" ", -1)) {
        for (String word : meaning.split("/", -1)) {
          places.put(word, new Place(family, meaning));
        }
      }
    }
    return Map.copyOf(places);
  }

  /** The meanings of each family in the order in which {@code wording} first names them. */
  static Map<Integer, List<String>> of(String wording) {
    Map<Integer, Set<String>> found = new LinkedHashMap<>();
    for (String word : wording.split(" ", -1)) {
      Place place = PLACES.get(word);
      if (place != null) {
        found.computeIfAbsent(place.family(), f -> new LinkedHashSet<>()).add(place.meaning());
      }
    }
    Map<Integer, List<String>> meanings = new HashMap<>();
    found.forEach((family, named) -> meanings.put(family, new ArrayList<>(named)));
    return meanings;
  }

  /** Whether both name something of one family, but not the same in the same order. */
  static boolean between(Map<Integer, List<String>> first, Map<Integer, List<String>> second) {
    return first.entrySet().stream()
        .anyMatch(
            family -> {
              List<String> other = second.get(family.getKey());
              return other != null && !other.equals(family.getValue());
            });
  }
}
