package io.cuepoint.worker.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Members on threads of their own; replay by {@code -Dseed=}. */
@Timeout(60)
class DecodeRoundsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<List<Integer>> rounds = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  static LongStream seeds() {
    Long seed = Long.getLong("seed");
    return seed == null ? LongStream.rangeClosed(1, 12) : LongStream.of(seed);
  }

  /** What a member hands in: its number and what it has computed so far. */
  private record Work(int member, long state) {
    long result() {
      return 31 * state + member + (state >>> 7);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void giveEveryMemberWhatItWouldGetAlone(long seed) throws Exception {
    Random random = new Random(seed);
    int slots = 1 + random.nextInt(4);
    int members = slots + random.nextInt(8);
    SlotPool pool = new SlotPool(slots);
    DecodeRounds<Work, Long> together =
        new DecodeRounds<>(slots, Duration.ofMillis(random.nextInt(3)), this::round);
    List<Future<Long>> answers = new ArrayList<>();
    List<Integer> lengths = random.ints(members, 1, 40).boxed().toList();
    for (int i = 0; i < members; i++) {
      int member = i;
      long own = random.nextLong();
      answers.add(threads.submit(() -> converse(together, pool, member, lengths, own)));
    }
    for (int i = 0; i < members; i++) {
      long state = i;
      for (int step = 0; step < lengths.get(i); step++) {
        state = new Work(i, state).result();
      }
      assertThat(answers.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(state);
    }
    assertThat(rounds).allMatch(round -> round.size() <= slots && !round.isEmpty());
    assertThat(rounds).allMatch(round -> new HashSet<>(round).size() == round.size());
    assertThat(rounds.stream().mapToInt(List::size).sum())
        .isEqualTo(lengths.stream().mapToInt(Integer::intValue).sum());
  }

  private static long converse(
      DecodeRounds<Work, Long> together,
      SlotPool pool,
      int member,
      List<Integer> lengths,
      long seed)
      throws InterruptedException {
    Random random = new Random(seed);
    int slot = pool.take();
    try {
      long state = member;
      for (int step = 0; step < lengths.get(member); step++) {
        if (random.nextInt(4) == 0) {
          TimeUnit.MICROSECONDS.sleep(random.nextInt(2000));
        }
        state = together.take(slot, new Work(member, state));
      }
      return state;
    } finally {
      together.leave(slot);
      pool.giveBack(slot);
    }
  }

  private List<Long> round(List<Work> pieces) {
    rounds.add(pieces.stream().map(Work::member).toList());
    return pieces.stream().map(Work::result).toList();
  }

  @Test
  void takeWhoComesMeanwhileIntoTheNext() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    DecodeRounds<Integer, Integer> together =
        new DecodeRounds<>(
            8,
            Duration.ZERO,
            pieces -> {
              rounds.add(List.copyOf(pieces));
              begun.countDown();
              await(go);
              return pieces;
            });
    CompletableFuture<Integer> first = take(together, 0);
    begun.await();
    List<CompletableFuture<Integer>> late =
        IntStream.rangeClosed(1, 5).mapToObj(i -> take(together, i)).toList();
    Awaitility.await().until(() -> together.waiting() == 5);
    go.countDown();
    assertThat(first.get()).isZero();
    for (int i = 0; i < 5; i++) {
      assertThat(late.get(i).get()).isEqualTo(i + 1);
    }
    assertThat(rounds).hasSize(2);
    assertThat(rounds.get(1)).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
  }

  @Test
  void takeThoseFirstWhoCameFirst() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    DecodeRounds<Integer, Integer> together =
        new DecodeRounds<>(
            2,
            Duration.ZERO,
            pieces -> {
              await(go);
              rounds.add(List.copyOf(pieces));
              return pieces;
            });
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    all.add(take(together, 0));
    Awaitility.await().until(together::isRunning);
    for (int i = 1; i <= 5; i++) {
      all.add(take(together, i));
      int waiting = i;
      Awaitility.await().until(() -> together.waiting() == waiting);
    }
    go.countDown();
    for (CompletableFuture<Integer> each : all) {
      each.get();
    }
    assertThat(rounds).containsExactly(List.of(0), List.of(1, 2), List.of(3, 4), List.of(5));
  }

  @Test
  void waitForTheMembersOfTheLastRoundAndNotForWhoHasLeft() throws Exception {
    CountDownLatch both = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    DecodeRounds<Integer, Integer> together =
        new DecodeRounds<>(
            4,
            LONG,
            pieces -> {
              rounds.add(List.copyOf(pieces));
              if (runs.getAndIncrement() == 0) {
                await(both);
              }
              return pieces;
            });
    CompletableFuture<Integer> first = take(together, 0);
    Awaitility.await().until(together::isRunning);
    CompletableFuture<Integer> second = take(together, 1);
    Awaitility.await().until(() -> together.waiting() == 1);
    both.countDown();
    first.get();
    // the second leads, and waits for the first
    assertThat(second).isNotDone();
    first = take(together, 0);
    first.get();
    second.get();
    CompletableFuture<Integer> alone = take(together, 0);
    Awaitility.await().until(together::isRunning);
    assertThat(alone).isNotDone();
    together.leave(1);
    assertThat(alone.get()).isZero();
    assertThat(rounds.get(0)).containsExactly(0);
    assertThat(rounds.get(1)).containsExactlyInAnyOrder(0, 1);
    assertThat(rounds.get(2)).containsExactly(0);
    assertThat(rounds).hasSize(3);
  }

  @Test
  void waitOnceForWhoDoesNotCome() {
    Duration linger = Duration.ofSeconds(1);
    DecodeRounds<Integer, Integer> together = new DecodeRounds<>(4, linger, pieces -> pieces);
    CompletableFuture<Integer> gone = take(together, 1);
    gone.join();
    int unused = together.take(0, 0); // waits for member 1
    together.leave(0);
    long begin = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      int again = together.take(0, i);
      assertThat(again).isEqualTo(i);
    }
    // five of the moments if each waited
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(linger.multipliedBy(4));
  }

  @Test
  void throwWhatARoundThrewAtEachOfItsMembers() {
    CountDownLatch go = new CountDownLatch(1);
    DecodeRounds<Integer, Integer> together =
        new DecodeRounds<>(
            4,
            Duration.ZERO,
            pieces -> {
              await(go);
              if (pieces.contains(2)) {
                throw new TensorRtException("tensorrt.run", "as asked");
              }
              return pieces;
            });
    CompletableFuture<Integer> first = take(together, 0);
    Awaitility.await().until(together::isRunning);
    CompletableFuture<Integer> second = take(together, 1);
    CompletableFuture<Integer> third = take(together, 2);
    Awaitility.await().until(() -> together.waiting() == 2);
    go.countDown();
    assertThat(first.join()).isZero();
    for (CompletableFuture<Integer> failed : List.of(second, third)) {
      assertThatThrownBy(failed::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(TensorRtException.class);
    }
    assertThat(together.take(1, 7)).isEqualTo(7);
  }

  @Test
  void tellAllMembersOfARoundThatGaveTooLittle() {
    DecodeRounds<Integer, Integer> together =
        new DecodeRounds<>(4, Duration.ZERO, pieces -> List.of());
    assertThatThrownBy(() -> together.take(0, 1))
        .hasMessage("0 results of a round of 1 (expected: one for each)");
  }

  @Test
  void finishARoundThatIsInterrupted() throws Exception {
    DecodeRounds<Integer, Integer> together = new DecodeRounds<>(4, LONG, pieces -> pieces);
    take(together, 1).join();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              int result = together.take(0, 5);
              interrupted.complete(result == 5 && Thread.currentThread().isInterrupted());
            });
    thread.start();
    Awaitility.await().until(together::isRunning);
    thread.interrupt();
    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
  }

  private CompletableFuture<Integer> take(DecodeRounds<Integer, Integer> together, int member) {
    return CompletableFuture.supplyAsync(() -> together.take(member, member), threads);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
