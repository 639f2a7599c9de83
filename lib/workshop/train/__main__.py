"""Train the language model: `python -m workshop.train --data DIR [--work DIR] [--out DIR] [--seed N] [--students N]`.

DIR is the folder of public annotated data; our own sentences are in `workshop/texts`. Networks are kept in the work
folder as they are finished, so that an interrupted training goes on there. The last step writes the weights. Further
students, of the same teacher and with other seeds, show how far figures depend on chance.
"""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import torch

from wirebook.language.encode import tokenizer
from wirebook.language.model import WEIGHTS
from workshop.train import bases, dev, judges, recipe, samples
from workshop.train.augment import Pool
from workshop.train.export import export
from workshop.train.fit import Plan, fit
from workshop.train.network import MINILM, MPNET, Network, Size
from workshop.train.settle import settle


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, measure on dev data, and write the weights; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m workshop.train", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the public annotated data")
    parser.add_argument("--work", type=Path, default=Path("build/train"), help="where networks are kept meanwhile")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights are written")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--students", type=int, default=1, help="how many to train; the first is what is shipped")
    parser.add_argument("--tone", type=Path, help="weights whose tone is passed on, in place of a teacher's")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_flush_denormal(True)  # before any thread starts: the threads of later work take it over
    training = Training(options.data, options.work, seed=options.seed, tone=options.tone)
    trained, *_ = [training.student(options.seed + number) for number in range(max(1, options.students))]
    export(trained, options.out, base=training.base)
    settle(options.out, trained, options.data, training.cutter, training.held)
    return 0


class Training:
    """One training: the steps of the recipe, each kept as it ends."""

    def __init__(self, data: Path, work: Path, *, seed: int, tone: Path | None = None) -> None:
        self.data, self.work, self.seed, self.tone = data, work, seed, tone
        self.base = bases.minilm()
        self.cutter = tokenizer(self.base / "tokenizer.json")
        self.own, self.held = recipe.split(recipe.without_tone(samples.own(*recipe.OWN)))
        self.corpora = recipe.corpora(data)
        self.toned = samples.targets(data / recipe.TONE, others=True)

    def student(self, seed: int) -> Network:
        """Return a student, trained or taken from the work folder."""
        return self._kept(f"student-{seed}", MINILM, functools.partial(self._student, seed))

    def _student(self, seed: int) -> Network:
        pool = recipe.names_pool(self.own)
        fitted = functools.partial(self._fit, pool=pool, swapped=recipe.SWAPPED_LATER)
        started = self._kept(
            f"student-{seed}-started",
            MINILM,
            lambda: fitted(recipe.student(self.base, seed=seed), self.taught(), plan=recipe.STUDENT, seed=seed),
        )
        taught = recipe.hardened(self.taught(), [*self.toned, *self.own])
        harder = self._kept(
            f"student-{seed}-harder", MINILM, lambda: fitted(started, taught, plan=recipe.HARDER, seed=seed + 1)
        )
        plain = {sample.text for sample in samples.plain(*recipe.SILVER)}
        annotated = [sample for sample in taught if sample.text not in plain]
        return self._fit(harder, annotated, pool, recipe.LAST, seed + 4)

    def taught(self) -> list[samples.Sample]:
        """Return what a student learns from, made or taken from the work folder."""
        path = self.work / f"taught-{self.seed}.jsonl"
        if not path.exists():
            part = path.with_suffix(".part")
            samples.keep(self._taught(), part)
            part.rename(path)
        return samples.kept(path)

    def _taught(self) -> list[samples.Sample]:
        finder = self._kept(f"finder-{self.seed}", MPNET, self._finder)
        sharp = dev.names_temperature(finder, self.data, self.cutter)
        toned = recipe.find_names(finder, self.toned, self.cutter, temperature=sharp)
        judge = judges.weights(self.tone, threads=torch.get_num_threads()) if self.tone else self._judge(toned)
        silver = recipe.find_names(finder, samples.plain(*recipe.SILVER), self.cutter, temperature=sharp)
        ours = recipe.find_names(finder, recipe.in_house(self.corpora), self.cutter, temperature=sharp)
        shown = [*toned, *recipe.asked(silver), *ours, *self.own, *self.corpora]
        return recipe.teach(judge, shown)

    def _judge(self, toned: Sequence[samples.Sample]) -> judges.Judge:
        teacher = self._kept(f"teacher-{self.seed}", MPNET, functools.partial(self._teacher, toned))
        temperature = dev.temperature(teacher, self.data, self.cutter)
        print(f"temperature of the teacher: {temperature:.2f}", flush=True)
        return judges.teacher(teacher, self.cutter, temperature=temperature)

    def _finder(self) -> Network:
        network = recipe.larger(bases.mpnet(self.work), self.cutter, seed=self.seed)
        shown = [*self.own, *(sample for sample in self.corpora if sample.convention != recipe.TWEETS)]
        return self._fit(network, shown, recipe.names_pool(self.own), recipe.FINDER, self.seed)

    def _teacher(self, toned: Sequence[samples.Sample]) -> Network:
        network = recipe.larger(bases.mpnet(self.work), self.cutter, seed=self.seed)
        left_out = {sample.text for sample in samples.own(*recipe.NAMES_ALONE)}
        shown = [*toned, *(sample for sample in self.own if sample.text not in left_out)]
        return self._fit(network, shown, recipe.names_pool(self.own), recipe.TEACHER, self.seed)

    def _fit(
        self,
        network: Network,
        shown: Sequence[samples.Sample],
        pool: Pool,
        plan: Plan,
        seed: int,
        *,
        swapped: float = recipe.SWAPPED,
    ) -> Network:
        plan, change = replace(plan, seed=seed), recipe.augmentation(pool, swapped=swapped)
        report = functools.partial(self._report, named=plan.names_weight > 0, toned=plan.tone_weight > 0)
        return fit(network, shown, self.cutter, plan, augment=change, after=report)

    def _kept(self, name: str, size: Size, train: Callable[[], Network]) -> Network:
        """Return a network of an earlier training, or train it and keep it."""
        path = self.work / f"{name}.pt"
        if path.exists():
            network = Network(size)
            network.load_state_dict(torch.load(path))
            network.eval()
            return network
        print(f"{name}: training", flush=True)
        network = train()
        part = path.with_suffix(".part")
        torch.save(network.state_dict(), part)
        part.rename(path)
        return network

    def _report(self, epoch: int, network: Network, *, named: bool, toned: bool) -> None:
        """Say how good a network is on dev data after an epoch."""
        figures = dict(dev.tone_figures(network, self.data, self.cutter)) if toned else {}
        figures |= dev.names_figures(network, self.data, self.cutter) if named else {}
        if toned:
            figures["own sentences r"] = 100 * dev.sentence_correlation(network, self.held, self.cutter)
        print(f"epoch {epoch + 1}: " + ", ".join(f"{name} {value:.1f}" for name, value in figures.items()), flush=True)


if __name__ == "__main__":
    sys.exit(main())
