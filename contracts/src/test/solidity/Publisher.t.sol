// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

import {IJobRegistry} from "../../main/solidity/IJobRegistry.sol";
import {Fixture} from "./Fixture.sol";
import {PayoutTree} from "./PayoutTree.sol";

/// @title PublisherTest
/// @notice What the key of a publisher can do when a thief has it, and what it can't: the "Warning" of IJobRegistry.
contract PublisherTest is Fixture {
    using PayoutTree for PayoutTree.Leaf[];

    address private immutable thief = account("thief");

    uint256 private constant FUNDS = 10 ether;
    uint256 private id;

    function setUp() public override {
        super.setUp();
        join(alice, MIN_STAKE);
        id = createTraining(FUNDS);
    }

    function test_ThiefCanTakeTheEscrowThatNobodyHasEarned() public {
        settleNewRound(id, leavesOf(PayoutTree.Leaf(id, alice, 4 ether, 0)));
        PayoutTree.Leaf[] memory leaves = twoLeaves(4 ether, 6 ether);
        settleNewRound(id, leaves);
        claim(leaves, 1);
        vm.assertEq(thief.balance, 6 ether, "all that was left");

        claim(leaves, 0);
        vm.assertEq(alice.balance, 4 ether, "what she earned before");
    }

    /// @dev Hence payouts are delivered after each round: what is delivered can't be taken back.
    function test_ThiefCanTakeWhatWasEarnedAndNotDelivered() public {
        settleNewRound(id, leavesOf(PayoutTree.Leaf(id, alice, 4 ether, 0)));
        PayoutTree.Leaf[] memory leaves = twoLeaves(0, 10 ether);
        settleNewRound(id, leaves);
        claim(leaves, 1);
        vm.assertEq(thief.balance, 10 ether, "with hers");
    }

    function test_ThiefCannotTakeWhatWasDelivered() public {
        PayoutTree.Leaf[] memory first = leavesOf(PayoutTree.Leaf(id, alice, 4 ether, 0));
        settleNewRound(id, first);
        claim(first, 0);
        PayoutTree.Leaf[] memory leaves = twoLeaves(0, 10 ether);
        settleNewRound(id, leaves);

        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.PayoutsExceedTotal.selector, 10 ether, 6 ether));
        claim(leaves, 1);
        vm.assertEq(alice.balance, 4 ether, "hers");
    }

    /// @dev A training of the thief's own needs no funds: what is slashed goes to its creator.
    function test_ThiefCanTakeStakes() public {
        address key = publisher;
        uint256 own = createTraining(0);
        uint256 before = key.balance;
        PayoutTree.Leaf[] memory leaves = leavesOf(PayoutTree.Leaf(own, alice, 0, MIN_STAKE));
        settleNewRound(own, leaves);
        claim(leaves, 0);
        vm.prank(key);
        jobs.close(own);
        jobs.refund(own);

        vm.assertEq(workers.worker(alice).stake, 0, "stake");
        vm.assertEq(key.balance, before + MIN_STAKE, "of the key");
    }

    function test_ThiefCannotTouchAClosedTraining() public {
        uint32 round = jobs.training(id).round + 1;
        vm.startPrank(publisher);
        jobs.close(id);
        expectWrongPhase(IJobRegistry.Phase.Closed);
        jobs.openRound(id, round, SOME_DIGEST, SOME_DIGEST, SOME_DIGEST);
        expectWrongRound(1, 0);
        jobs.settle(id, 1, SOME_DIGEST, SOME_DIGEST, SOME_DIGEST, FUNDS);
        vm.stopPrank();
        jobs.refund(id);
        vm.assertEq(jobs.training(id).refunded, FUNDS, "refunded");
    }

    function test_ThiefIsStoppedByTheAdmin() public {
        uint32 round = toRevealing(id);
        bytes32 role = jobs.PUBLISHER_ROLE();
        vm.prank(admin);
        IAccessControl(address(jobs)).revokeRole(role, publisher);

        expectMissingRole(publisher, role);
        settle(id, round, SOME_DIGEST, FUNDS);
    }

    function test_PauseShouldNotStopASettlement() public {
        uint32 round = toRevealing(id);
        vm.prank(pauser);
        jobs.pause();
        settle(id, round, SOME_DIGEST, FUNDS);
        vm.assertEq(jobs.training(id).totalEarned, FUNDS, "settled");
    }

    /// @dev The stake is free once the cool-down is over: a verdict that comes later finds nothing.
    function test_WorkerCanLeaveBeforeAVerdictThatIsLaterThanItsCooldown() public {
        uint32 round = toRevealing(id);
        vm.prank(alice);
        workers.leave();
        PayoutTree.Leaf[] memory leaves = leavesOf(PayoutTree.Leaf(id, alice, 0, MIN_STAKE));
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
        vm.prank(alice);
        workers.withdraw();
        settle(id, round, leaves.root(), 0);

        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.NothingToClaim.selector, alice));
        claim(leaves, 0);
        vm.assertEq(alice.balance, MIN_STAKE, "got away");

        join(alice, MIN_STAKE);
        claim(leaves, 0);
        vm.assertEq(workers.worker(alice).stake, 0, "caught when it comes back");
    }

    function twoLeaves(uint256 hers, uint256 his) private view returns (PayoutTree.Leaf[] memory leaves) {
        leaves = new PayoutTree.Leaf[](2);
        leaves[0] = PayoutTree.Leaf(id, alice, hers, 0);
        leaves[1] = PayoutTree.Leaf(id, thief, his, 0);
    }
}
