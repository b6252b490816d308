// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {Fixture} from "../Fixture.sol";

contract SettleTest is Fixture {
    uint256 private constant FUNDS = 10 ether;
    uint256 private id;

    function setUp() public override {
        super.setUp();
        id = createTraining(FUNDS);
    }

    function test_ShouldPublishTheResult(bytes32 model, bytes32 verdicts, bytes32 root, uint256 earned) public {
        vm.assume(model != 0 && verdicts != 0);
        earned = bound(earned, 0, FUNDS);
        uint32 round = toRevealing(id);

        vm.expectEmit(address(jobs));
        emit IJobRegistry.RoundSettled(id, round, model, verdicts, root, earned);
        vm.prank(publisher);
        jobs.settle(id, round, model, verdicts, root, earned);

        IJobRegistry.Training memory training = jobs.training(id);
        vm.assertEq(uint256(training.phase), uint256(IJobRegistry.Phase.Idle), "phase");
        vm.assertEq(training.payoutRoot, root, "payoutRoot");
        vm.assertEq(training.totalEarned, earned, "totalEarned");
        vm.assertEq(training.funded, FUNDS, "funded");
    }

    function test_ShouldSettleAfterTheRevealDeadline() public {
        uint32 round = toRevealing(id);
        vm.warp(jobs.training(id).deadline + 1);
        settle(id, round, SOME_DIGEST, 1);
        vm.assertEq(phaseOf(id), uint256(IJobRegistry.Phase.Idle), "phase");
    }

    function test_ShouldSettleThoughNobodyCommitted() public {
        uint32 round = toCommitting(id);
        vm.warp(jobs.training(id).deadline + 1);
        vm.prank(stranger);
        jobs.openReveal(id, round);
        settle(id, round, 0, 0);
        vm.assertEq(phaseOf(id), uint256(IJobRegistry.Phase.Idle), "phase");
    }

    function test_ShouldLetEarningsGrow(uint256 first, uint256 second) public {
        first = bound(first, 0, FUNDS);
        second = bound(second, first, FUNDS);
        settle(id, toRevealing(id), SOME_DIGEST, first);
        settle(id, toRevealing(id), SOME_DIGEST, second);
        vm.assertEq(jobs.training(id).totalEarned, second, "totalEarned");
    }

    function test_ShouldRefuseToTakeEarningsBack(uint256 first, uint256 second) public {
        first = bound(first, 1, FUNDS);
        second = bound(second, 0, first - 1);
        settle(id, toRevealing(id), SOME_DIGEST, first);
        uint32 round = toRevealing(id);

        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.EarnedDecreased.selector, second, first));
        settle(id, round, SOME_DIGEST, second);
    }

    function test_ShouldRefuseMoreEarningsThanFunds(uint256 earned) public {
        earned = bound(earned, FUNDS + 1, type(uint256).max);
        uint32 round = toRevealing(id);

        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.EscrowTooSmall.selector, earned, FUNDS));
        settle(id, round, SOME_DIGEST, earned);
    }

    function test_ShouldNotCountTheFundsOfAnotherTraining() public {
        createTraining(5 * FUNDS);
        uint32 round = toRevealing(id);

        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.EscrowTooSmall.selector, FUNDS + 1, FUNDS));
        settle(id, round, SOME_DIGEST, FUNDS + 1);
    }

    function test_ShouldRefuseBeforeRevealHasOpened() public {
        uint32 round = openRound(id);
        expectWrongPhase(IJobRegistry.Phase.Opened);
        settle(id, round, SOME_DIGEST, 1);

        assign(id, round);
        expectWrongPhase(IJobRegistry.Phase.Committing);
        settle(id, round, SOME_DIGEST, 1);
    }

    function test_ShouldRefuseASecondTime() public {
        uint32 round = toRevealing(id);
        settle(id, round, SOME_DIGEST, 1);
        expectWrongPhase(IJobRegistry.Phase.Idle);
        settle(id, round, SOME_DIGEST, 1);
    }

    function test_ShouldRefuseAnyOtherRound(uint32 other) public {
        uint32 round = toRevealing(id);
        vm.assume(other != round);
        expectWrongRound(other, round);
        settle(id, other, SOME_DIGEST, 1);
    }

    function test_ShouldRefuseAnUnknownTraining(uint256 unknown) public {
        vm.assume(unknown != id);
        expectUnknownTraining(unknown);
        settle(unknown, 1, SOME_DIGEST, 1);
    }

    function test_ShouldRefuseNoModel() public {
        uint32 round = toRevealing(id);
        expectError(IJobRegistry.ZeroDigest.selector);
        vm.prank(publisher);
        jobs.settle(id, round, 0, SOME_DIGEST, SOME_DIGEST, 1);
    }

    function test_ShouldRefuseNoVerdicts() public {
        uint32 round = toRevealing(id);
        expectError(IJobRegistry.ZeroDigest.selector);
        vm.prank(publisher);
        jobs.settle(id, round, SOME_DIGEST, 0, SOME_DIGEST, 1);
    }

    function test_ShouldRefuseAnyoneButAPublisher(address caller) public {
        vm.assume(caller != publisher);
        uint32 round = toRevealing(id);
        bytes32 role = jobs.PUBLISHER_ROLE();
        expectMissingRole(caller, role);
        vm.prank(caller);
        jobs.settle(id, round, SOME_DIGEST, SOME_DIGEST, SOME_DIGEST, 1);
    }
}
