// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

import {IJobRegistry} from "../../main/solidity/IJobRegistry.sol";
import {IWorkerRegistry} from "../../main/solidity/IWorkerRegistry.sol";
import {JobRegistry} from "../../main/solidity/JobRegistry.sol";
import {WorkerRegistry} from "../../main/solidity/WorkerRegistry.sol";
import {Deploy} from "./Deploy.sol";
import {PayoutTree} from "./PayoutTree.sol";
import {Vm} from "./Vm.sol";

/// @title Fixture
/// @notice Both contracts deployed, one account a role, and the steps of a round as functions.
abstract contract Fixture {
    using PayoutTree for PayoutTree.Leaf[];

    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    uint256 internal constant MIN_STAKE = 1 ether;
    uint256 internal constant COOLDOWN = 1 days;
    uint32 internal constant COMMIT_SECONDS = 60;
    uint32 internal constant REVEAL_SECONDS = 30;
    bytes32 internal constant PROFILE = keccak256("profile");
    bytes32 internal constant SPEC = keccak256("spec");
    bytes32 internal constant SEED = keccak256("seed");
    bytes32 internal constant SALT = keccak256("salt");
    bytes32 internal constant SOME_DIGEST = keccak256("digest");

    address internal immutable admin = account("admin");
    address internal immutable publisher = account("publisher");
    address internal immutable pauser = account("pauser");
    address internal immutable stranger = account("stranger");
    address internal immutable alice = account("alice");
    address internal immutable bob = account("bob");

    WorkerRegistry internal workers;
    JobRegistry internal jobs;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        vm.roll(100);
        workers = Deploy.workers(admin, pauser, MIN_STAKE, COOLDOWN, false);
        jobs = Deploy.jobs(admin, publisher, pauser, workers);
        vm.prank(admin);
        workers.setJobRegistry(address(jobs));
        vm.deal(publisher, 1_000 ether);
        vm.deal(stranger, 1_000 ether);
    }

    /* STEPS */

    function join(address worker, uint256 stake) internal {
        vm.deal(worker, worker.balance + stake);
        vm.prank(worker);
        workers.join{value: stake}(PROFILE);
    }

    function createTraining(uint256 funds) internal returns (uint256) {
        vm.deal(publisher, publisher.balance + funds);
        vm.prank(publisher);
        return jobs.createTraining{value: funds}(SPEC);
    }

    /// @dev In a block of its own, so that whoever joined before may commit.
    function openRound(uint256 id) internal returns (uint32 round) {
        round = jobs.training(id).round + 1;
        vm.roll(vm.getBlockNumber() + 1);
        vm.prank(publisher);
        jobs.openRound(id, round, SOME_DIGEST, SOME_DIGEST, keccak256(abi.encodePacked(SEED)));
    }

    function assign(uint256 id, uint32 round) internal {
        vm.prank(publisher);
        jobs.assign(id, round, SEED, SOME_DIGEST, COMMIT_SECONDS, REVEAL_SECONDS);
    }

    function toCommitting(uint256 id) internal returns (uint32 round) {
        round = openRound(id);
        assign(id, round);
    }

    function commit(uint256 id, uint32 round, address worker, bytes32[] memory digests) internal {
        bytes32 commitment = jobs.computeCommitment(id, round, worker, SALT, digests);
        vm.prank(worker);
        jobs.commit(id, round, commitment);
    }

    function openReveal(uint256 id, uint32 round) internal {
        vm.prank(publisher);
        jobs.openReveal(id, round);
    }

    function toRevealing(uint256 id) internal returns (uint32 round) {
        round = toCommitting(id);
        openReveal(id, round);
    }

    function settle(uint256 id, uint32 round, bytes32 root, uint256 totalEarned) internal {
        vm.prank(publisher);
        jobs.settle(id, round, SOME_DIGEST, SOME_DIGEST, root, totalEarned);
    }

    /// @dev Runs a whole round that ends with the given payouts.
    function settleNewRound(uint256 id, PayoutTree.Leaf[] memory leaves) internal {
        settle(id, toRevealing(id), leaves.root(), leaves.totalEarned());
    }

    function claim(PayoutTree.Leaf[] memory leaves, uint256 index) internal {
        PayoutTree.Leaf memory leaf = leaves[index];
        bytes32[] memory proof = leaves.proof(index);
        jobs.claim(leaf.id, index, leaf.account, leaf.earned, leaf.slashed, proof);
    }

    /* VALUES */

    function digestsOf(uint256 count) internal pure returns (bytes32[] memory digests) {
        digests = new bytes32[](count);
        for (uint256 i = 0; i < count; ++i) {
            digests[i] = keccak256(abi.encode("result", i));
        }
    }

    function leavesOf(PayoutTree.Leaf memory leaf) internal pure returns (PayoutTree.Leaf[] memory leaves) {
        leaves = new PayoutTree.Leaf[](1);
        leaves[0] = leaf;
    }

    function listOf(address one) internal pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = one;
    }

    function account(string memory name) internal pure returns (address) {
        return address(uint160(uint256(keccak256(bytes(name)))));
    }

    function bound(uint256 value, uint256 least, uint256 most) internal pure returns (uint256) {
        if (value >= least && value <= most) return value;
        return least + value % (most - least + 1);
    }

    function phaseOf(uint256 id) internal view returns (uint256) {
        return uint256(jobs.training(id).phase);
    }

    /* EXPECTATIONS */

    function expectError(bytes4 selector) internal {
        vm.expectRevert(abi.encodeWithSelector(selector));
    }

    function expectMissingRole(address caller, bytes32 role) internal {
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, caller, role)
        );
    }

    function expectPaused() internal {
        expectError(Pausable.EnforcedPause.selector);
    }

    function expectWrongPhase(IJobRegistry.Phase phase) internal {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.WrongPhase.selector, phase));
    }

    function expectWrongRound(uint32 round, uint32 expected) internal {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.WrongRound.selector, round, expected));
    }

    function expectUnknownTraining(uint256 id) internal {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.UnknownTraining.selector, id));
    }

    function expectClosedWindow(uint256 deadline) internal {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.WindowClosed.selector, deadline));
    }

    function expectOpenWindow(uint256 deadline) internal {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.WindowOpen.selector, deadline));
    }
}
