// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {JobRegistry} from "../../../main/solidity/JobRegistry.sol";
import {WorkerRegistry} from "../../../main/solidity/WorkerRegistry.sol";
import {PayoutTree} from "../PayoutTree.sol";
import {Receiver} from "../Receiver.sol";
import {Vm} from "../Vm.sol";

/// @title HandlerBase
/// @notice What the parts of the handler share: the parties, and the books they keep for the invariants to compare.
abstract contract HandlerBase {
    using PayoutTree for PayoutTree.Leaf[];

    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    uint256 public constant WORKERS = 5;
    uint256 public constant TRAININGS = 2;
    /// @dev So that a receiver that burns all it is given costs the fuzzer little.
    uint256 internal constant ENOUGH_GAS = 500_000;
    bytes32 internal constant DIGEST = keccak256("digest");
    bytes32 internal constant SEED = keccak256("seed");
    bytes32 internal constant SALT = keccak256("salt");

    WorkerRegistry internal immutable workers;
    JobRegistry internal immutable jobs;
    address internal immutable admin;
    address internal immutable publisher;
    address internal immutable pauser;
    Receiver[] public receivers;

    /// @notice Names a call that went through though it must fail, or failed though it must go through.
    string public broken;
    uint256 public forcedIntoJobs;
    uint256 public forcedIntoWorkers;
    mapping(uint256 id => uint256) public settlements;
    mapping(uint256 id => uint256) public stepsBack;
    mapping(address worker => uint256) public stakeIn;
    mapping(address worker => uint256) public stakeOut;
    mapping(uint256 id => mapping(address worker => uint256)) public mostEarned;
    mapping(uint256 id => mapping(address worker => uint256)) public mostSlashed;
    mapping(uint256 id => PayoutTree.Leaf[]) private tree;
    mapping(uint256 id => bytes32) public committedAtReveal;
    /// @notice How often a run came to a state that an invariant is about.
    mapping(string state => uint256) public reached;

    constructor(WorkerRegistry workers_, JobRegistry jobs_, address admin_, address publisher_, address pauser_) {
        workers = workers_;
        jobs = jobs_;
        admin = admin_;
        publisher = publisher_;
        pauser = pauser_;
        for (uint256 i = 0; i < WORKERS; ++i) {
            receivers.push(new Receiver());
        }
    }

    /// @notice The leaves of the last root of a training.
    function leavesOf(uint256 id) public view returns (PayoutTree.Leaf[] memory) {
        return tree[id];
    }

    function workerOf(uint256 seed) public view returns (address) {
        return address(receivers[seed % WORKERS]);
    }

    /// @dev The first worker, from a random one on, of whom something holds: so that rare states are common. If it holds
    /// of nobody, the random one.
    function find(uint256 seed, function(address) view returns (bool) holds) internal view returns (address) {
        for (uint256 i = 0; i < WORKERS; ++i) {
            address worker = workerOf(seed % WORKERS + i);
            if (holds(worker)) return worker;
        }
        return workerOf(seed);
    }

    /// @notice All commitments of a round that are not revealed, as one value.
    function commitmentsOf(uint256 id, uint32 round) public view returns (bytes32 all) {
        for (uint256 i = 0; i < WORKERS; ++i) {
            all = keccak256(abi.encode(all, jobs.commitmentOf(id, round, address(receivers[i]))));
        }
    }

    /// @dev A later root may say less of a worker; what counts for the invariants is the most that was ever said.
    function book(uint256 id, PayoutTree.Leaf[] memory leaves) internal {
        ++settlements[id];
        delete tree[id];
        for (uint256 i = 0; i < leaves.length; ++i) {
            PayoutTree.Leaf memory leaf = leaves[i];
            tree[id].push(leaf);
            if (leaf.earned > mostEarned[id][leaf.account]) mostEarned[id][leaf.account] = leaf.earned;
            else if (leaf.earned < mostEarned[id][leaf.account]) ++stepsBack[id];
            if (leaf.slashed > mostSlashed[id][leaf.account]) mostSlashed[id][leaf.account] = leaf.slashed;
        }
    }

    function mark(string memory state) internal {
        ++reached[state];
    }

    function give(address worker, uint256 amount) internal {
        vm.deal(worker, worker.balance + amount);
    }

    function inPhase(uint256 id, IJobRegistry.Phase phase) internal view returns (bool) {
        return jobs.training(id).phase == phase;
    }

    function trainingOf(uint256 seed) internal pure returns (uint256) {
        return 1 + seed % TRAININGS;
    }

    function digests() internal pure returns (bytes32[] memory list) {
        list = new bytes32[](2);
        list[0] = DIGEST;
        list[1] = SEED;
    }

    function now_() internal view returns (uint256) {
        return vm.getBlockTimestamp();
    }
}
