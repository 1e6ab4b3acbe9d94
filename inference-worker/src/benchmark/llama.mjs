// llama.cpp on a GGUF file of a config.json: node llama.mjs FILE CONFIG THREADS
import {readFileSync} from "node:fs";
import {getLlama} from "node-llama-cpp";

const [, , file, config, threads] = process.argv;
const vocabulary = JSON.parse(readFileSync(config, "utf8")).vocab_size;
const past = 512;
const count = 24;
const seconds = (since) => (performance.now() - since) / 1000;

const llama = await getLlama({
  gpu: false,
  maxThreads: Number(threads),
  build: "never",
  skipDownload: true,
  logLevel: "error",
});
let begin = performance.now();
const model = await llama.loadModel({modelPath: file});
const load = seconds(begin);
const context = await model.createContext({
  contextSize: past + 256,
  batchSize: past,
  threads: Number(threads),
});
const sequence = context.getSequence();
const prompt = Array.from({length: past}, (_, i) => (i * 7919) % vocabulary);
let prefill = 0;
for (let i = 0; i < 2; i++) {
  await sequence.clearHistory();
  begin = performance.now();
  await sequence.evaluateWithoutGeneratingNewTokens(prompt);
  prefill = Math.max(prefill, past / seconds(begin));
}
// the best step counts, as for the formats beside it; the first one is not timed, and random
// weights may say that the text ends
let best = Infinity;
let step = 0;
begin = performance.now();
for await (const token of sequence.evaluate([100], {temperature: 0, yieldEogToken: true})) {
  if (step > 0) best = Math.min(best, seconds(begin));
  if (++step > count) break;
  begin = performance.now();
}
console.log(JSON.stringify({load, prefill, decode: 1 / best}));
process.exit(0);
