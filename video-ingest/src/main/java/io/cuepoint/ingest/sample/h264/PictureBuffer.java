package io.cuepoint.ingest.sample.h264;

import io.cuepoint.ingest.sample.h264.SliceHeader.Choice;
import io.cuepoint.ingest.sample.h264.SliceHeader.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The references that are kept while pictures come in decoding order, from an IDR picture on
 * (H.264, 8.2.1, 8.2.4 and 8.2.5, of whole frames and short-term references).
 */
final class PictureBuffer {
  /**
   * A reference.
   *
   * @param at which picture it is
   * @param shown when it is shown, as against others
   */
  private record Kept(int at, int frameNum, int shown) {}

  /** The newest first. */
  private final List<Kept> kept = new ArrayList<>();

  private int lastNum;
  private int lastOrder;
  private boolean begun;

  /**
   * Takes the next picture.
   *
   * @param at its number, from which {@link #take} tells it later
   * @return those that its slice may be predicted from
   */
  Set<Integer> take(int at, SliceHeader header) throws UnforeseenException {
    if (header.fresh()) {
      kept.clear();
      lastNum = 0;
      lastOrder = 0;
      begun = true;
    }
    int numbers = header.sequence().frameNumbers();
    int next = (lastNum + 1) % numbers;
    if (!begun || (header.frameNum() != lastNum && header.frameNum() != next)) {
      throw new UnforeseenException("a picture is missing");
    }
    int order = order(header);
    int shown = order + Math.min(0, header.bottom());
    Set<Integer> used = new HashSet<>();
    if (header.kind() == Kind.ONE_LIST) {
      List<Kept> list = new ArrayList<>(kept);
      list.sort(Comparator.comparingInt((Kept each) -> number(each, header)).reversed());
      use(list, header.first(), header, used);
    } else if (header.kind() == Kind.TWO_LISTS) {
      List<Kept> first = byTime(shown, true);
      List<Kept> second = byTime(shown, false);
      if (second.size() > 1 && second.equals(first)) {
        second.add(0, second.remove(1));
      }
      use(first, header.first(), header, used);
      use(second, header.second(), header, used);
    }
    if (header.reference()) {
      mark(header);
      kept.add(0, new Kept(at, header.frameNum(), shown));
      lastNum = header.frameNum();
      lastOrder = order;
    }
    return used;
  }

  /** When a picture is shown, from the low bits of it and the reference before (8.2.1.1). */
  private int order(SliceHeader header) {
    int range = 1 << header.sequence().orderBits();
    int high = lastOrder - Math.floorMod(lastOrder, range);
    int low = Math.floorMod(lastOrder, range);
    if (header.order() < low && low - header.order() >= range / 2) {
      high += range;
    } else if (header.order() > low && header.order() - low > range / 2) {
      high -= range;
    }
    return high + header.order();
  }

  private List<Kept> byTime(int shown, boolean earlierFirst) {
    Comparator<Kept> rising = Comparator.comparingInt(Kept::shown);
    List<Kept> earlier =
        kept.stream().filter(each -> each.shown() < shown).sorted(rising.reversed()).toList();
    List<Kept> later = kept.stream().filter(each -> each.shown() > shown).sorted(rising).toList();
    List<Kept> list = new ArrayList<>(earlierFirst ? earlier : later);
    list.addAll(earlierFirst ? later : earlier);
    return list;
  }

  /** {@code PicNum}: numbers after the picture's own are from before they began anew. */
  private static int number(Kept reference, SliceHeader header) {
    return reference.frameNum() > header.frameNum()
        ? reference.frameNum() - header.sequence().frameNumbers()
        : reference.frameNum();
  }

  private void use(List<Kept> usual, Choice choice, SliceHeader header, Set<Integer> used)
      throws UnforeseenException {
    List<Kept> list = new ArrayList<>(usual);
    int numbers = header.sequence().frameNumbers();
    int number = header.frameNum();
    for (int i = 0; i < choice.moves().size(); i++) {
      number = Math.floorMod(number + choice.moves().get(i), numbers);
      Kept moved = find(number, header);
      // the same one may come twice, with other weights
      List<Kept> rest = new ArrayList<>(list.subList(Math.min(i, list.size()), list.size()));
      rest.remove(moved);
      list = new ArrayList<>(list.subList(0, Math.min(i, list.size())));
      list.add(moved);
      list.addAll(rest);
    }
    if (list.size() < choice.size()) {
      throw new UnforeseenException("a list has more places than there are references");
    }
    list.subList(0, choice.size()).forEach(each -> used.add(each.at()));
  }

  private Kept find(int frameNum, SliceHeader header) throws UnforeseenException {
    return kept.stream()
        .filter(each -> each.frameNum() == frameNum)
        .findFirst()
        .orElseThrow(() -> new UnforeseenException("no reference " + header.frameNum()));
  }

  private void mark(SliceHeader header) throws UnforeseenException {
    int most = header.sequence().referenceFrames();
    int numbers = header.sequence().frameNumbers();
    if (header.adaptive()) {
      for (int distance : header.unmarked()) {
        kept.remove(find(Math.floorMod(header.frameNum() - distance, numbers), header));
      }
    } else if (kept.size() >= most) {
      kept.remove(kept.size() - 1);
    }
    if (kept.size() >= most) {
      throw new UnforeseenException("more references than are allowed");
    }
  }
}
