// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {PayoutTree} from "../PayoutTree.sol";
import {HandlerBase} from "./HandlerBase.sol";

/// @title Rounds
/// @notice The handler's actions in a round: of workers, honest or not, and of a publisher, honest or not.
abstract contract Rounds is HandlerBase {
    using PayoutTree for PayoutTree.Leaf[];

    function step(uint256 seed) external {
        advance(trainingOf(seed));
    }

    /// @dev Also called by the actions that need a later phase, so that whole rounds are common.
    function advance(uint256 id) private {
        IJobRegistry.Training memory training = jobs.training(id);
        vm.roll(vm.getBlockNumber() + 1);
        vm.startPrank(publisher);
        if (training.phase == IJobRegistry.Phase.Committing) {
            jobs.openReveal(id, training.round);
            committedAtReveal[id] = commitmentsOf(id, training.round);
        } else if (!jobs.paused()) {
            if (training.phase == IJobRegistry.Phase.Idle) {
                jobs.openRound(id, training.round + 1, DIGEST, DIGEST, keccak256(abi.encodePacked(SEED)));
            } else if (training.phase == IJobRegistry.Phase.Opened) {
                jobs.assign(id, training.round, SEED, DIGEST, 600, 300);
            }
        }
        vm.stopPrank();
    }

    function abandon(uint256 seed) external {
        if (seed % 8 != 0) return;
        uint256 id = trainingOf(seed / 8);
        uint32 round = jobs.training(id).round;
        vm.prank(publisher);
        try jobs.abandonRound(id, round) {
            mark("round abandoned");
        } catch {}
    }

    function commit(uint256 seed, uint256 workerSeed) external {
        uint256 id = trainingOf(seed);
        address worker = workerOf(workerSeed);
        if (workerSeed % 4 != 0 && !inPhase(id, IJobRegistry.Phase.Revealing)) {
            advanceTo(id, IJobRegistry.Phase.Committing);
        }
        IJobRegistry.Training memory training = jobs.training(id);
        tryCommit(id, worker, jobs.computeCommitment(id, training.round, worker, SALT, digests()));
    }

    /// @notice A worker that has seen another's commitment sends it as its own. It is taken, and opens for nobody.
    function copyCommitment(uint256 seed, uint256 workerSeed) external {
        uint256 id = trainingOf(seed);
        IJobRegistry.Training memory training = jobs.training(id);
        bytes32 seen = jobs.commitmentOf(id, training.round, workerOf(workerSeed));
        address copycat = workerOf(workerSeed ^ 1);
        if (seen == 0 || seen == jobs.computeCommitment(id, training.round, copycat, SALT, digests())) return;
        tryCommit(id, copycat, seen);
        if (jobs.commitmentOf(id, training.round, copycat) != seen) return;
        if (inPhase(id, IJobRegistry.Phase.Committing)) advance(id);
        vm.prank(copycat);
        try jobs.reveal(id, training.round, SALT, digests()) {
            broken = "a copied commitment opened";
        } catch {
            mark("copied commitment refused");
        }
    }

    function tryCommit(uint256 id, address worker, bytes32 commitment) private {
        IJobRegistry.Training memory training = jobs.training(id);
        uint256 joinedAt = workers.activeSince(worker);
        bool allowed = training.phase == IJobRegistry.Phase.Committing && now_() <= training.deadline
            && jobs.commitmentOf(id, training.round, worker) == 0 && joinedAt != 0 && joinedAt < training.openedAt;
        vm.prank(worker);
        try jobs.commit(id, training.round, commitment) {
            if (!allowed) broken = "a commitment that must be refused";
            mark("committed");
        } catch {
            if (allowed) broken = "a commitment that must be taken";
            if (training.phase == IJobRegistry.Phase.Revealing) mark("late commitment refused");
        }
    }

    function reveal(uint256 seed, uint256 workerSeed) external {
        uint256 id = trainingOf(seed);
        if (workerSeed % 4 != 0 && inPhase(id, IJobRegistry.Phase.Committing)) advance(id);
        IJobRegistry.Training memory training = jobs.training(id);
        address worker = revealer(id, training.round, workerSeed);
        bool allowed = training.phase == IJobRegistry.Phase.Revealing && now_() <= training.deadline
            && jobs.commitmentOf(id, training.round, worker)
                == jobs.computeCommitment(id, training.round, worker, SALT, digests());
        vm.prank(worker);
        try jobs.reveal(id, training.round, SALT, digests()) {
            if (!allowed) broken = "a reveal that must be refused";
            committedAtReveal[id] = commitmentsOf(id, training.round);
            mark("revealed");
        } catch {
            if (allowed) broken = "a reveal that must be taken";
        }
    }

    /// @notice Settles with random rewards and penalties.
    /// @param manner Half of the publishers are honest. Others announce less or more than their leaves sum to, or
    /// post leaves that say less than the last ones.
    function settle(uint256 seed, uint256 amounts, uint8 manner) external {
        uint256 id = trainingOf(seed);
        if (amounts % 4 != 0) advanceTo(id, IJobRegistry.Phase.Revealing);
        IJobRegistry.Training memory training = jobs.training(id);
        PayoutTree.Leaf[] memory leaves = newLeaves(id, amounts, manner % 8 == 7);
        uint256 total = leaves.totalEarned();
        if (manner % 8 == 5) total = training.totalEarned;
        else if (manner % 8 == 6) total += 1 + amounts % 1 ether;
        bool allowed = training.phase == IJobRegistry.Phase.Revealing && total >= training.totalEarned
            && total <= training.funded;
        bytes32 root = leaves.root();
        vm.prank(publisher);
        try jobs.settle(id, training.round, DIGEST, DIGEST, root, total) {
            if (!allowed) broken = "a settlement that must be refused";
            book(id, leaves);
            mark(manner % 8 < 5 ? "settled" : "settled by a dishonest publisher");
        } catch {
            if (allowed) broken = "a settlement that must be taken";
        }
    }

    function newLeaves(uint256 id, uint256 amounts, bool less) private view returns (PayoutTree.Leaf[] memory leaves) {
        leaves = new PayoutTree.Leaf[](WORKERS);
        uint256 mostPenalty = amounts % 3 == 0 ? 8 ether : 0.5 ether;
        for (uint256 i = 0; i < WORKERS; ++i) {
            address worker = address(receivers[i]);
            uint256 earned = mostEarned[id][worker] + uint64(amounts >> (i * 24)) % 1 ether;
            uint256 slashed = mostSlashed[id][worker] + uint64(amounts >> (i * 16 + 7)) % mostPenalty;
            if (less && i % 2 == 0) (earned, slashed) = (earned / 2, slashed / 2);
            leaves[i] = PayoutTree.Leaf(id, worker, earned, slashed);
        }
    }

    /// @dev As a rule one that has committed.
    function revealer(uint256 id, uint32 round, uint256 seed) private view returns (address) {
        for (uint256 i = 0; seed % 4 != 0 && i < WORKERS; ++i) {
            address worker = workerOf(seed % WORKERS + i);
            if (jobs.commitmentOf(id, round, worker) != 0) return worker;
        }
        return workerOf(seed);
    }

    function advanceTo(uint256 id, IJobRegistry.Phase phase) private {
        for (uint256 i = 0; i < 3 && !inPhase(id, phase); ++i) {
            advance(id);
        }
    }
}
