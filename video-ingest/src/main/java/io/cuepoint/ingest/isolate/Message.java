package io.cuepoint.ingest.isolate;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** What a decoder process and its parent say to each other, each by its letter. */
enum Message {
  /** To the child: read something; a {@link Request} follows as JSON. */
  REQUEST('R'),
  /** To the child: nothing more of it is wanted. */
  STOP('X'),
  /** A frame of the grid. */
  SAMPLE('P'),
  /** A frame's luma. */
  SIGNAL('L'),
  /** A stretch of sound. */
  SOUND('S'),
  /** Where the pass stands; that follows as JSON. */
  PLACE('@'),
  /** Still reading. */
  ALIVE('.'),
  /** A single frame. */
  FRAME('F'),
  /** All is read; the answer follows as JSON. */
  ANSWER('A'),
  /** It can never be read; code and detail follow. */
  UNREADABLE('U'),
  /** It cannot be gone on with; the reason follows. */
  LOST('?'),
  /** It cannot be read now; the reason follows. */
  FAILED('E'),
  /** A fault of the program; what it was follows. */
  FAULT('!');

  private final int letter;

  Message(char letter) {
    this.letter = letter;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeByte(letter);
  }

  /** The next message's kind; what belongs to it follows. */
  static Message read(DataInputStream in) throws IOException {
    int letter = in.readUnsignedByte();
    for (Message message : values()) {
      if (message.letter == letter) {
        return message;
      }
    }
    throw new IOException("message: " + letter + " (expected: a letter that is known)");
  }
}
