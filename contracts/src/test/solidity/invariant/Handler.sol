// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {IWorkerRegistry} from "../../../main/solidity/IWorkerRegistry.sol";
import {JobRegistry} from "../../../main/solidity/JobRegistry.sol";
import {WorkerRegistry} from "../../../main/solidity/WorkerRegistry.sol";
import {PayoutTree} from "../PayoutTree.sol";
import {Receiver} from "../Receiver.sol";
import {Vm} from "../Vm.sol";

/// @title Handler
/// @notice What the fuzzer may do: every action of every party in any order, honest or not. It keeps its own books, in
/// ghost variables, for the invariants to compare. A call that must fail is tried too; `broken` names one that did not.
contract Handler {
    using PayoutTree for PayoutTree.Leaf[];

    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    uint256 public constant WORKERS = 5;
    uint256 public constant TRAININGS = 2;
    bytes32 private constant DIGEST = keccak256("digest");
    bytes32 private constant SEED = keccak256("seed");
    bytes32 private constant SALT = keccak256("salt");

    WorkerRegistry private immutable workers;
    JobRegistry private immutable jobs;
    address private immutable admin;
    address private immutable publisher;
    Receiver[] public receivers;

    string public broken;
    uint256 public forcedIntoJobs;
    uint256 public forcedIntoWorkers;
    mapping(uint256 id => uint256) public settlements;
    mapping(address worker => uint256) public stakeIn;
    mapping(address worker => uint256) public stakeOut;
    mapping(uint256 id => mapping(address worker => uint256)) public mostEarned;
    mapping(uint256 id => mapping(address worker => uint256)) public mostSlashed;
    mapping(uint256 id => PayoutTree.Leaf[]) private tree;
    mapping(uint256 id => bytes32) public committedAtReveal;

    constructor(WorkerRegistry workers_, JobRegistry jobs_, address admin_, address publisher_) {
        workers = workers_;
        jobs = jobs_;
        admin = admin_;
        publisher = publisher_;
        for (uint256 i = 0; i < WORKERS; ++i) {
            receivers.push(new Receiver());
        }
    }

    /* MEMBERSHIP */

    function join(uint256 seed, uint256 stake) external {
        address worker = workerOf(seed);
        IWorkerRegistry.Worker memory state = workers.worker(worker);
        if (state.joinedAt != 0 || (workers.approvalRequired() && !state.approved)) return;
        stake = workers.minStake() + stake % 3 ether;
        give(worker, stake);
        vm.prank(worker);
        workers.join{value: stake}(DIGEST);
        stakeIn[worker] += stake;
    }

    function topUp(uint256 seed, uint256 amount) external {
        address worker = workerOf(seed);
        IWorkerRegistry.Worker memory state = workers.worker(worker);
        if (state.joinedAt == 0 || state.leavingAt != 0) return;
        amount = 1 + amount % 2 ether;
        give(worker, amount);
        vm.prank(worker);
        workers.topUp{value: amount}();
        stakeIn[worker] += amount;
    }

    function leave(uint256 seed) external {
        address worker = workerOf(seed);
        IWorkerRegistry.Worker memory state = workers.worker(worker);
        if (state.joinedAt == 0 || state.leavingAt != 0) return;
        vm.prank(worker);
        workers.leave();
    }

    function withdrawStake(uint256 seed) external {
        address worker = workerOf(seed);
        IWorkerRegistry.Worker memory state = workers.worker(worker);
        bool due = state.leavingAt != 0 && now_() >= state.leavingAt;
        vm.prank(worker);
        try workers.withdraw() {
            if (!due) broken = "stake withdrawn before the cool-down";
            stakeOut[worker] += state.stake;
        } catch {}
    }

    function setApproval(uint256 seed, bool approved, bool required) external {
        address[] memory list = new address[](1);
        list[0] = workerOf(seed);
        vm.startPrank(admin);
        workers.setApprovalRequired(required);
        if (approved) workers.approve(list);
        else workers.revoke(list);
        vm.stopPrank();
    }

    function slashWithoutVerdict(uint256 seed, uint256 amount) external {
        try workers.slash(workerOf(seed), amount) {
            broken = "stake slashed by a stranger";
        } catch {}
    }

    /* ROUNDS */

    function step(uint256 seed) external {
        advance(trainingOf(seed));
    }

    /// @dev Also called by the actions that need a later phase, so that whole rounds are common.
    function advance(uint256 id) private {
        IJobRegistry.Training memory training = jobs.training(id);
        vm.roll(vm.getBlockNumber() + 1);
        vm.startPrank(publisher);
        if (training.phase == IJobRegistry.Phase.Idle) {
            jobs.openRound(id, training.round + 1, DIGEST, DIGEST, keccak256(abi.encodePacked(SEED)));
        } else if (training.phase == IJobRegistry.Phase.Opened) {
            jobs.assign(id, training.round, SEED, DIGEST, 600, 300);
        } else if (training.phase == IJobRegistry.Phase.Committing) {
            jobs.openReveal(id, training.round);
            committedAtReveal[id] = commitmentsOf(id, training.round);
        }
        vm.stopPrank();
    }

    function abandon(uint256 seed) external {
        if (seed % 8 != 0) return;
        uint256 id = trainingOf(seed / 8);
        uint32 round = jobs.training(id).round;
        vm.prank(publisher);
        try jobs.abandonRound(id, round) {} catch {}
    }

    function commit(uint256 seed, uint256 workerSeed) external {
        uint256 id = trainingOf(seed);
        address worker = workerOf(workerSeed);
        if (workerSeed % 4 != 0 && !inPhase(id, IJobRegistry.Phase.Revealing)) advanceTo(id, IJobRegistry.Phase.Committing);
        IJobRegistry.Training memory training = jobs.training(id);
        uint256 joinedAt = workers.activeSince(worker);
        bool allowed = training.phase == IJobRegistry.Phase.Committing && now_() <= training.deadline
            && jobs.commitmentOf(id, training.round, worker) == 0 && joinedAt != 0 && joinedAt < training.openedAt;
        bytes32 commitment = jobs.computeCommitment(id, training.round, worker, SALT, digests());
        vm.prank(worker);
        try jobs.commit(id, training.round, commitment) {
            if (!allowed) broken = "a commitment that must be refused";
        } catch {
            if (allowed) broken = "a commitment that must be taken";
        }
    }

    function reveal(uint256 seed, uint256 workerSeed) external {
        uint256 id = trainingOf(seed);
        address worker = workerOf(workerSeed);
        if (workerSeed % 4 == 0 && inPhase(id, IJobRegistry.Phase.Committing)) advance(id);
        IJobRegistry.Training memory training = jobs.training(id);
        bool allowed = training.phase == IJobRegistry.Phase.Revealing && now_() <= training.deadline
            && jobs.commitmentOf(id, training.round, worker) != 0;
        vm.prank(worker);
        try jobs.reveal(id, training.round, SALT, digests()) {
            if (!allowed) broken = "a reveal that must be refused";
            committedAtReveal[id] = commitmentsOf(id, training.round);
        } catch {
            if (allowed) broken = "a reveal that must be taken";
        }
    }

    /// @notice Settles with random rewards and penalties. A dishonest publisher announces less than its leaves sum to.
    function settle(uint256 seed, uint256 amounts, bool honest) external {
        uint256 id = trainingOf(seed);
        if (amounts % 4 != 0) advanceTo(id, IJobRegistry.Phase.Revealing);
        IJobRegistry.Training memory training = jobs.training(id);
        PayoutTree.Leaf[] memory leaves = new PayoutTree.Leaf[](WORKERS);
        for (uint256 i = 0; i < WORKERS; ++i) {
            address worker = address(receivers[i]);
            uint256 earned = mostEarned[id][worker] + uint64(amounts >> (i * 24)) % 1 ether;
            uint256 slashed = mostSlashed[id][worker] + uint64(amounts >> (i * 16 + 7)) % 0.5 ether;
            leaves[i] = PayoutTree.Leaf(id, worker, earned, slashed);
        }
        uint256 total = honest ? leaves.totalEarned() : training.totalEarned;
        bytes32 root = leaves.root();
        vm.prank(publisher);
        try jobs.settle(id, training.round, DIGEST, DIGEST, root, total) {
            if (training.phase != IJobRegistry.Phase.Revealing) broken = "settled out of turn";
            if (total > training.funded) broken = "more earned than funded";
            book(id, leaves);
        } catch {}
    }

    /* MONEY */

    function fund(uint256 seed, uint256 amount) external {
        uint256 id = trainingOf(seed);
        if (jobs.training(id).phase == IJobRegistry.Phase.Closed) return;
        amount = 1 + amount % 5 ether;
        vm.deal(address(this), amount);
        jobs.fund{value: amount}(id);
    }

    /// @notice Delivers a leaf of the last root, twice: the second time nothing may move.
    function claim(uint256 seed, uint256 workerSeed) external {
        uint256 id = trainingOf(seed);
        if (tree[id].length == 0) return claimWithoutRoot(id, workerSeed);
        uint256 index = workerSeed % WORKERS;
        PayoutTree.Leaf[] memory leaves = tree[id];
        PayoutTree.Leaf memory leaf = leaves[index];
        bytes32[] memory proof = leaves.proof(index);
        try jobs.claim(id, index, leaf.account, leaf.earned, leaf.slashed, proof) {} catch {}

        uint256 balance = address(jobs).balance;
        uint256 stake = workers.worker(leaf.account).stake;
        (uint256 paid,) = jobs.delivered(id, leaf.account);
        if (paid < leaf.earned) return;
        try jobs.claim(id, index, leaf.account, leaf.earned, leaf.slashed, proof) {
            broken = "a leaf delivered twice";
        } catch {}
        if (address(jobs).balance != balance || workers.worker(leaf.account).stake != stake) broken = "paid twice";
    }

    function claimMoreThanTheLeaf(uint256 seed, uint256 workerSeed, uint256 more) external {
        uint256 id = trainingOf(seed);
        if (tree[id].length == 0) return;
        uint256 index = workerSeed % WORKERS;
        PayoutTree.Leaf[] memory leaves = tree[id];
        PayoutTree.Leaf memory leaf = leaves[index];
        try jobs.claim(id, index, leaf.account, leaf.earned + 1 + more % 1 ether, leaf.slashed, leaves.proof(index)) {
            broken = "a forged leaf delivered";
        } catch {}
    }

    function withdrawPayment(uint256 seed) external {
        address worker = workerOf(seed);
        vm.prank(worker);
        try jobs.withdraw() {} catch {}
    }

    function close(uint256 seed) external {
        if (seed % 16 != 0) return;
        uint256 id = trainingOf(seed / 16);
        vm.prank(publisher);
        try jobs.close(id) {} catch {}
    }

    function refund(uint256 seed) external {
        try jobs.refund(trainingOf(seed)) {} catch {}
    }

    /* THE WORLD */

    function wait_(uint256 time) external {
        vm.warp(now_() + time % 2 days);
    }

    function setManner(uint256 seed, uint256 manner) external {
        Receiver receiver = receivers[seed % WORKERS];
        if (manner % 4 == 0) receiver.refuse(true);
        else if (manner % 4 == 1) receiver.reenter(address(jobs), abi.encodeCall(jobs.withdraw, ()));
        else if (manner % 4 == 2) receiver.reenter(address(workers), abi.encodeCall(workers.withdraw, ()));
        else receiver.refuse(false);
    }

    function forceEther(uint256 amount, bool intoJobs) external {
        amount = amount % 1 ether;
        address target = intoJobs ? address(jobs) : address(workers);
        vm.deal(target, target.balance + amount);
        if (intoJobs) forcedIntoJobs += amount;
        else forcedIntoWorkers += amount;
    }

    /* HELPERS */

    function workerOf(uint256 seed) public view returns (address) {
        return address(receivers[seed % WORKERS]);
    }

    /// @notice All commitments of a round that are not revealed, as one value.
    function commitmentsOf(uint256 id, uint32 round) public view returns (bytes32 all) {
        for (uint256 i = 0; i < WORKERS; ++i) {
            all = keccak256(abi.encode(all, jobs.commitmentOf(id, round, address(receivers[i]))));
        }
    }

    function claimWithoutRoot(uint256 id, uint256 workerSeed) private {
        try jobs.claim(id, 0, workerOf(workerSeed), 1, 0, new bytes32[](0)) {
            broken = "paid without a settled root";
        } catch {}
    }

    function book(uint256 id, PayoutTree.Leaf[] memory leaves) private {
        ++settlements[id];
        delete tree[id];
        for (uint256 i = 0; i < leaves.length; ++i) {
            tree[id].push(leaves[i]);
            mostEarned[id][leaves[i].account] = leaves[i].earned;
            mostSlashed[id][leaves[i].account] = leaves[i].slashed;
        }
    }

    function advanceTo(uint256 id, IJobRegistry.Phase phase) private {
        for (uint256 i = 0; i < 3 && !inPhase(id, phase); ++i) {
            advance(id);
        }
    }

    function inPhase(uint256 id, IJobRegistry.Phase phase) private view returns (bool) {
        return jobs.training(id).phase == phase;
    }

    function give(address worker, uint256 amount) private {
        vm.deal(worker, worker.balance + amount);
    }

    function trainingOf(uint256 seed) private pure returns (uint256) {
        return 1 + seed % TRAININGS;
    }

    function digests() private pure returns (bytes32[] memory list) {
        list = new bytes32[](2);
        list[0] = DIGEST;
        list[1] = SEED;
    }

    function now_() private view returns (uint256) {
        return vm.getBlockTimestamp();
    }
}
